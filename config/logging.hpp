#pragma once

#include <spdlog/formatter.h>

#include <memory>

#include "config/settings/settings.hpp"

namespace aurawell::config {

/// Makes spdlog's default logger write to stderr, one line per record. Call it once,
/// before other threads log.
void set_up_logging(const log_settings& options);

/// Changes level and format of that logger; from any thread.
void adjust_logging(const log_settings& options);

/// Turns a record into its line: text for people, or one JSON object with `time` (UTC),
/// `level`, `thread`, `message` and, for a named logger, `logger`. Whatever the message
/// holds, the line stays one line of valid UTF-8.
std::unique_ptr<spdlog::formatter> make_log_formatter(log_format format);

}  // namespace aurawell::config
