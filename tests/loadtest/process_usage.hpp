#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace aurawell::loadtest {

/// Values of a process in /proc.
struct process_usage {
  std::chrono::duration<double> cpu{0};  ///< user and system time since its start
  std::uint64_t resident_bytes = 0;
};

/// Nothing if there is no such process.
std::optional<process_usage> read_process_usage(int pid);

/// The process that listens on a TCP port of this machine, if it is visible to this user.
std::optional<int> find_listening_process(std::uint16_t port);

}  // namespace aurawell::loadtest
