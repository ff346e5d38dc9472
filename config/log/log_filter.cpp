#include "config/log/log_filter.hpp"

#include <algorithm>

namespace aurawell::config {
namespace {

log_level to_setting(logging::level severity) noexcept {
  switch (severity) {
    case logging::level::debug: return log_level::debug;
    case logging::level::info: return log_level::info;
    case logging::level::warn: return log_level::warn;
    case logging::level::error: return log_level::error;
  }
  return log_level::error;
}

std::size_t component_of(std::string_view event) noexcept {
  const auto* found =
      std::find(log_components.begin(), log_components.end(), event.substr(0, event.find('.')));
  return static_cast<std::size_t>(found - log_components.begin());
}

}  // namespace

void log_filter::adopt(const log_settings& options) noexcept {
  std::array<log_level, log_components.size() + 1> levels;
  levels.fill(options.level);
  for (const auto& text : options.levels) {
    if (const auto own = read_component_level(text)) {
      levels[own->component] = own->level;
    }
  }
  if (!options.access) {
    levels[component_of("access")] = log_level::off;
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    lowest_[i].store(levels[i], std::memory_order_relaxed);
  }
}

bool log_filter::passes(logging::level severity, std::string_view event) const noexcept {
  return to_setting(severity) >= lowest_[component_of(event)].load(std::memory_order_relaxed);
}

}  // namespace aurawell::config
