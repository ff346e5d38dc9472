#include "config/loading/reload_guard.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

#include "config/settings/options.hpp"

namespace aurawell::config {
namespace {

namespace fs = std::filesystem;

bool is_set(const loaded_settings& in, const std::string& key) {
  const auto found = in.origins.find(key);
  return found != in.origins.end() && !found->second.starts_with(derived_origin);
}

/// A pipe would hold the process up until somebody writes into it.
bool can_be_read_again(const std::string& file) {
  std::error_code failure;
  const auto found = fs::status(file, failure).type();
  return found == fs::file_type::regular || found == fs::file_type::not_found;
}

std::optional<std::string> find_loss(const loaded_settings& current, const loaded_settings& next) {
  if (current.file.assignments > 0 && next.file.assignments == 0) {
    return "sets nothing any more, as if it was read while it was being written; to return to the "
           "defaults, restart the process";
  }
  if (!next.file.ends_in_line) {
    return std::nullopt;
  }
  const auto missing = no_longer_set(current, next);
  if (missing.empty()) {
    return std::nullopt;
  }
  return "ends within a line and does not set " + missing.front() +
         (missing.size() == 1 ? "" : " and " + std::to_string(missing.size() - 1) + " more") +
         " any more, as if it was cut; if this is meant, end the last line";
}

}  // namespace

std::vector<std::string> no_longer_set(const loaded_settings& current,
                                       const loaded_settings& next) {
  std::vector<std::string> keys;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, next.values)) {
      const auto key = key_of(row, instance);
      if (is_set(current, key) && !is_set(next, key)) {
        keys.push_back(key);
      }
    }
  }
  return keys;
}

std::variant<loaded_settings, std::vector<problem>> load_again(const command_line& wish,
                                                               const environment& variables,
                                                               const loaded_settings& current) {
  const auto& file = wish.config_file;
  if (!file.empty() && !can_be_read_again(file)) {
    return std::vector<problem>{{file,
                                 "is no regular file, so it cannot be read again; restart the "
                                 "process to read other settings"}};
  }
  auto loaded = load_settings(wish, variables);
  if (const auto* next = std::get_if<loaded_settings>(&loaded)) {
    if (const auto loss = find_loss(current, *next)) {
      return std::vector<problem>{{file, *loss}};
    }
  }
  return loaded;
}

}  // namespace aurawell::config
