#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/options.hpp"
#include "config/settings/problem.hpp"
#include "config/settings/toml_file.hpp"

namespace aurawell::config {

/// The keys that may be set, the secret ones left out.
std::vector<std::string> known_keys(const settings& in);

/// Applies one layer after the other and records the origins.
class layering {
 public:
  void apply(const assignment& given);

  loaded_settings& loaded() { return loaded_; }
  std::vector<problem>& problems() { return problems_; }

 private:
  /// Creates the provider that a key names for the first time.
  bool has_instance(const option_address& address);
  void report(const assignment& given, const std::string& message);
  void report_unknown(const assignment& given, const std::optional<option_address>& address);

  loaded_settings loaded_;
  std::vector<problem> problems_;
};

}  // namespace aurawell::config
