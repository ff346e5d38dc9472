#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "config/loading/loader.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {

/// Loads settings from the content of an "aurawell.toml", and the layers above it.
class loading {
 public:
  explicit loading(const std::string& file = {}, const environment& variables = {},
                   std::vector<std::string> set = {}) {
    const auto path = folder_ / "aurawell.toml";
    std::ofstream{path, std::ios::binary} << file;
    command_line wish;
    wish.config_file = path.string();
    wish.set = std::move(set);
    outcome_ = load_settings(wish, variables);
  }

  bool loaded() const { return outcome_.index() == 0; }
  const loaded_settings& result() const { return std::get<loaded_settings>(outcome_); }
  const settings& values() const { return result().values; }
  std::string origin(const std::string& key) const {
    const auto found = result().origins.find(key);
    return found == result().origins.end() ? "" : without_folder(found->second);
  }

  /// "where: what" of each problem, without the name of the temporary folder.
  std::vector<std::string> problems() const {
    std::vector<std::string> lines;
    if (!loaded()) {
      for (const auto& [origin, message] : std::get<std::vector<problem>>(outcome_)) {
        lines.push_back(without_folder(origin) + ": " + message);
      }
    }
    return lines;
  }

 private:
  std::string without_folder(std::string text) const {
    const auto folder = (folder_ / "").string();
    const auto at = text.find(folder);
    return at == std::string::npos ? text : text.erase(at, folder.size());
  }

  test_support::temp_folder folder_;
  std::variant<loaded_settings, std::vector<problem>> outcome_;
};

}  // namespace aurawell::config
