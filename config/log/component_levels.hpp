#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "config/log/log_settings.hpp"
#include "domain/result.hpp"

namespace aurawell::config {

/// The components of the service in the log: the first parts of the events' names. A test compares
/// them with the events.
inline constexpr std::array<std::string_view, 28> log_components{
    "access",  "actor",       "admin",    "auth",    "command", "connection", "drain",
    "http",    "log",         "model",    "notify",  "process", "provider",   "question",
    "request", "security",    "server",   "service", "session", "settings",   "spool",
    "store",   "supervision", "takeover", "tls",     "trace",   "upgrade",    "worker"};

/// A level of its own for one component.
struct component_level {
  /// Index in `log_components`.
  std::size_t component = 0;
  log_level level = log_level::info;
};

/// Reads "store=debug". A failure's detail says what is wrong.
result<component_level> read_component_level(std::string_view text);

}  // namespace aurawell::config
