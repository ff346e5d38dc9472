#pragma once

#include <spdlog/formatter.h>

#include <memory>

#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Sets spdlog's default logger: stderr, one line per record. Call it once, before another thread
/// logs.
void set_up_logging(const log_settings& options);

/// Changes level and format of that logger. Any thread.
void adjust_logging(const log_settings& options);

/// Formats a record as one line: text for people, or one JSON object with `time` (UTC), `level`,
/// `thread`, `message` and, for a named logger, `logger`. Whatever the message contains, the result
/// is one line of valid UTF-8.
std::unique_ptr<spdlog::formatter> make_log_formatter(log_format format);

}  // namespace aurawell::config
