#include "config/loading/change_table.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <utility>

#include "config/settings/options.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

constexpr std::pair<takes_effect, const char*> counted_effects[] = {
    {takes_effect::at_once, "at once"},
    {takes_effect::new_sessions, "for new sessions"},
    {takes_effect::after_restart, "after a restart"}};

using change_cells = std::array<std::string, 4>;

std::vector<change_cells> cells_of(const std::vector<setting_change>& changes) {
  std::vector<change_cells> rows{{"SETTING", "CHANGES", "OLD", "NEW"}};
  for (const auto& [key, before, after, when] : changes) {
    rows.push_back({key, std::string{effect_text(when)}, before.empty() ? "-" : before, after});
  }
  return rows;
}

void print_aligned(std::ostream& out, const std::vector<change_cells>& rows) {
  std::array<std::size_t, std::tuple_size_v<change_cells>> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], count_code_points(row[i]));
    }
  }
  for (const auto& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      out << row[i] << std::string(widths[i] - count_code_points(row[i]) + 2, ' ');
    }
    out << row.back() << '\n';
  }
}

}  // namespace

void print_changes(std::ostream& out, const std::vector<setting_change>& changes) {
  if (changes.empty()) {
    out << "No setting differs.\n";
    return;
  }
  print_aligned(out, cells_of(changes));
  out << '\n' << changes.size() << (changes.size() == 1 ? " setting differs" : " settings differ");
  const char* before = ": ";
  for (const auto& [when, text] : counted_effects) {
    const auto count =
        std::count_if(changes.begin(), changes.end(),
                      [wanted = when](const setting_change& one) { return one.when == wanted; });
    if (count > 0) {
      out << before << count << ' ' << text;
      before = ", ";
    }
  }
  out << ".\n";
}

}  // namespace aurawell::config
