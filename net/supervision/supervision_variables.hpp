#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// The environment variables by which a service manager such as systemd says where it hears this
/// process, and how often it wants to (sd_notify(3), sd_watchdog_enabled(3)).
struct supervision_variables {
  std::optional<std::string> socket{};    ///< NOTIFY_SOCKET
  std::optional<std::string> interval{};  ///< WATCHDOG_USEC
  std::optional<std::string> process{};   ///< WATCHDOG_PID
};

/// Reads them and removes them from the environment, so that no child process uses them. Call it
/// while there is one thread.
supervision_variables take_supervision_variables();

/// The service manager ends a process that it has not heard for so long; nothing: it does not wait
/// for `self`. A failure says what is wrong.
result<std::optional<std::chrono::microseconds>> watchdog_interval(
    const supervision_variables& from, pid_t self);

}  // namespace aurawell::net
