#include "config/commands/compare_command.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include "config/loading/change_table.hpp"
#include "config/loading/reload.hpp"
#include "config/loading/report.hpp"

namespace aurawell::config {

namespace {

auto load_compared(command_line wish, const environment& variables) {
  wish.config_file = wish.compared_file;
  return load_settings(wish, variables);
}

void print_compared(std::ostream& err, const std::vector<problem>& problems,
                    const std::string& file) {
  print_problems(err, problems, "nothing was compared, the settings with " + file + " have");
}

}  // namespace

void print_problems_of_compared(const command_line& wish, const environment& variables,
                                std::ostream& err) {
  if (wish.compared_file.empty()) {
    return;
  }
  const auto loaded = load_compared(wish, variables);
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_compared(err, *problems, wish.compared_file);
  }
}

int compare_command(const command_line& wish, const environment& variables,
                    const loaded_settings& present, std::ostream& out, std::ostream& err) {
  const auto loaded = load_compared(wish, variables);
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_compared(err, *problems, wish.compared_file);
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
