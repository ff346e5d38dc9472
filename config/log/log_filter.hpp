#pragma once

#include <array>
#include <atomic>
#include <string_view>

#include "config/log/component_levels.hpp"
#include "config/log/log_settings.hpp"
#include "domain/log/log.hpp"

namespace aurawell::config {

/// Decides by its level and its component whether a line is written. Thread-safe.
class log_filter {
 public:
  /// An invalid element of `levels` has no effect.
  void adopt(const log_settings& options) noexcept;

  /// Changes the level of components without one of their own, until the next `adopt`.
  void set_level(log_level lowest) noexcept;
  log_level level() const noexcept { return lowest_.back().load(std::memory_order_relaxed); }

  bool passes(logging::level severity, std::string_view event) const noexcept;

 private:
  /// Of each component, and of events that belong to none.
  std::array<std::atomic<log_level>, log_components.size() + 1> lowest_{};
  /// The components with a level of their own.
  std::array<std::atomic<bool>, log_components.size()> has_own_{};
};

}  // namespace aurawell::config
