#include <set>

#include "config/loading/section_rules.hpp"
#include "config/log/component_levels.hpp"
#include "config/settings/value_text.hpp"

namespace aurawell::config {

std::vector<std::string> find_log_level_faults(const std::vector<std::string>& levels) {
  std::vector<std::string> faults;
  std::set<std::size_t> seen;
  for (const auto& text : levels) {
    const auto read = read_component_level(text);
    if (!read) {
      faults.push_back(quote(text) + " " + read.failure().detail);
    } else if (!seen.insert(read->component).second) {
      faults.push_back(quote(text) + " gives its component a second level");
    }
  }
  return faults;
}

}  // namespace aurawell::config
