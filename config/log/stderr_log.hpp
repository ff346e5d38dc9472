#pragma once

#include "config/log/log_settings.hpp"

namespace aurawell::config {

/// The lines of the log go to standard error from here on. Call it before another thread logs.
void set_up_logging(const log_settings& options);

/// Waits until all lines are written, half a second at most. Call it before the process ends.
void finish_logging() noexcept;

/// Changes the options. Any thread.
void adjust_logging(const log_settings& options);

/// Changes the level of all components that have none of their own, until the next
/// `adjust_logging`. Any thread.
void set_log_level(log_level lowest);
log_level current_log_level();

}  // namespace aurawell::config
