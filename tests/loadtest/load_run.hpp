#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "tests/loadtest/load_client.hpp"
#include "tests/loadtest/load_options.hpp"
#include "tests/loadtest/load_results.hpp"
#include "tests/loadtest/process_usage.hpp"
#include "tests/loadtest/target.hpp"

namespace aurawell::loadtest {

/// What the server used meanwhile.
struct server_usage {
  int pid = 0;
  /// While measuring.
  std::chrono::duration<double> cpu{0};
  std::uint64_t resident_before = 0;
  /// While all connections were held, or the most that was seen during the run.
  std::uint64_t resident_most = 0;
  /// Before the first connection, and at the end with all of them.
  std::uint64_t proportional_before = 0;
  std::uint64_t proportional_after = 0;
};

struct load_report {
  load_results results;
  /// Of measuring: `measure_for`, or the whole run.
  std::chrono::duration<double> duration{0};
  /// Of this program, to tell whether it was the bottleneck.
  std::chrono::duration<double> own_cpu{0};
  /// Of the mock, if its process was named.
  std::chrono::duration<double> model_cpu{0};
  /// The share of the time, 0 to 1, for which each processor was busy, with whatever.
  std::vector<double> processors_busy;
  std::optional<server_usage> server;
  bool interrupted = false;

  bool success() const noexcept { return !interrupted && results.flawless(); }
};

/// Hears about the run every tenth of a second, on the thread that runs it.
using progress_handler = std::function<void(const live_counts&, std::chrono::duration<double>)>;

/// Loads the server and returns when all is over, or soon after `interrupted`.
load_report run_load(const load_options& options, const target& server,
                     const std::atomic<bool>& interrupted, const progress_handler& on_progress);

}  // namespace aurawell::loadtest
