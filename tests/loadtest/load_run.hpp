#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

#include "tests/loadtest/load_client.hpp"
#include "tests/loadtest/load_options.hpp"
#include "tests/loadtest/load_results.hpp"
#include "tests/loadtest/process_usage.hpp"
#include "tests/loadtest/target.hpp"

namespace aurawell::loadtest {

/// The server's use of resources during the run.
struct server_usage {
  int pid = 0;
  std::chrono::duration<double> cpu{0};
  std::uint64_t resident_before = 0;
  /// While all connections were held, or the maximum during the run.
  std::uint64_t resident_most = 0;
};

struct load_report {
  load_results results;
  std::chrono::duration<double> duration{0};
  /// Of this program, to see whether it was the bottleneck.
  std::chrono::duration<double> own_cpu{0};
  std::optional<server_usage> server;
  bool interrupted = false;

  bool success() const noexcept { return !interrupted && results.flawless(); }
};

/// Receives the state of the run every tenth of a second, on the thread that runs it.
using progress_handler = std::function<void(const live_counts&, std::chrono::duration<double>)>;

/// Loads the server and returns when all clients have ended, or soon after `interrupted`.
load_report run_load(const load_options& options, const target& server,
                     const std::atomic<bool>& interrupted, const progress_handler& on_progress);

}  // namespace aurawell::loadtest
