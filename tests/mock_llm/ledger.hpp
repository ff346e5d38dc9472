#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/mock_llm/mock_llm.hpp"

namespace aurawell::mock {

/// Counters of all connections of a mock. Any thread.
struct ledger {
  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> connections_open{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> requests_refused{0};
  std::atomic<std::uint64_t> streams_running{0};
  std::atomic<std::uint64_t> streams_finished{0};
  std::atomic<std::uint64_t> streams_aborted{0};
  std::atomic<std::uint64_t> tokens_sent{0};
  std::atomic<std::uint64_t> writes_blocked{0};
  std::atomic<std::uint64_t> answers_begun{0};

  void add_abort(std::chrono::steady_clock::time_point when);
  std::vector<std::chrono::steady_clock::time_point> abort_times() const;
  void add_quirk(const std::string& name);
  std::map<std::string, std::uint64_t> quirks_served() const;
  mock_llm_stats stats() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::chrono::steady_clock::time_point> aborts_;
  std::chrono::steady_clock::time_point last_abort_{};
  std::map<std::string, std::uint64_t> quirks_;
};

}  // namespace aurawell::mock
