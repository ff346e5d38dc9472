#include "config/commands/compare_command.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include "config/loading/change_table.hpp"
#include "config/loading/reload.hpp"
#include "config/loading/report.hpp"

namespace aurawell::config {

int compare_command(const command_line& wish, const environment& variables,
                    const loaded_settings& present, std::ostream& out, std::ostream& err) {
  auto former = wish;
  former.config_file = wish.compared_file;
  const auto loaded = load_settings(former, variables);
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_problems(err, *problems,
                   "nothing was compared, the settings with " + wish.compared_file + " have");
    return exit_bad_usage;
  }
  const auto changes = changes_between(std::get<loaded_settings>(loaded).values, present.values);
  print_changes(out, changes);
  const bool waits = std::any_of(changes.begin(), changes.end(), [](const setting_change& one) {
    return one.when == takes_effect::after_restart;
  });
  return waits ? exit_needs_restart : 0;
}

}  // namespace aurawell::config
