#include "config/log/log_filter.hpp"

#include <algorithm>
#include <optional>

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
  std::array<std::optional<log_level>, log_components.size()> own;
  for (const auto& text : options.levels) {
    if (const auto read = read_component_level(text)) {
      own[read->component] = read->level;
    }
  }
  if (!options.access) {
    own[component_of("access")] = log_level::off;
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    has_own_[i].store(own[i].has_value(), std::memory_order_relaxed);
    lowest_[i].store(own[i].value_or(options.level), std::memory_order_relaxed);
  }
  lowest_.back().store(options.level, std::memory_order_relaxed);
}

void log_filter::set_level(log_level lowest) noexcept {
  for (std::size_t i = 0; i < has_own_.size(); ++i) {
    if (!has_own_[i].load(std::memory_order_relaxed)) {
      lowest_[i].store(lowest, std::memory_order_relaxed);
    }
  }
  lowest_.back().store(lowest, std::memory_order_relaxed);
}

bool log_filter::passes(logging::level severity, std::string_view event) const noexcept {
  return to_setting(severity) >= lowest_[component_of(event)].load(std::memory_order_relaxed);
}

}  // namespace aurawell::config
