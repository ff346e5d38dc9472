#pragma once

#include <string>
#include <vector>

#include "config/loading/reload.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// What a reload did.
struct reload_report {
  /// Not empty: the settings have these problems, and nothing was changed.
  std::vector<problem> problems;
  /// Those that were adopted, and those that wait for a restart.
  std::vector<setting_change> changes;
  /// Files that the settings name and that could not be taken over.
  std::vector<std::string> warnings;
  /// Settings that nothing sets any more: their defaults count, at once or after a restart.
  std::vector<std::string> no_longer_set{};
};

/// `{"adopted","at_once","new_sessions","after_restart","changes":[{"setting","before","after",
/// "takes_effect"}],"problems":[{"place","detail"}],"warnings":[…],"no_longer_set":[…]}`. The
/// numbers count the changes of each kind. `before` is null for a secret, and for a provider that
/// was added or removed.
std::string report_json(const reload_report& report);

}  // namespace aurawell::config
