#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace aurawell::loadtest {

/// What /proc says of a process.
struct process_usage {
  std::chrono::duration<double> cpu{0};  ///< user and system time since its start
  std::uint64_t resident_bytes = 0;
};

/// Nothing if there is no such process. `cpu` is exact to the microsecond.
std::optional<process_usage> read_process_usage(int pid);

/// Bytes of memory that are the process's own, plus its share of what it shares with others;
/// 0 if there is no such process. Takes milliseconds for a large one.
std::uint64_t read_proportional_bytes(int pid);

/// What each of the machine's processors has done since it started, one by one.
struct processor_times {
  std::uint64_t busy = 0;  ///< in ticks, for whomever, also for the machine around a virtual one
  std::uint64_t all = 0;
};
std::vector<processor_times> read_processor_times();

/// The process that listens on a TCP port of this machine, if we may see it.
std::optional<int> find_listening_process(std::uint16_t port);

}  // namespace aurawell::loadtest
