#include "config/config_pages.hpp"

#include <sstream>
#include <utility>

#include "config/loading/config_json.hpp"
#include "config/loading/report.hpp"

namespace aurawell::config {

void config_pages::show(const loaded_settings& used, const std::vector<setting_change>& changes) {
  std::ostringstream toml;
  print_effective(toml, used);
  texts next{config_json(used, changes), std::move(toml).str()};
  texts_.with_lock([&](texts& shown) { shown = std::move(next); });
}

std::string config_pages::text(bool as_json) const {
  return texts_.with_lock(
      [as_json](const texts& shown) { return as_json ? shown.json : shown.toml; });
}

}  // namespace aurawell::config
