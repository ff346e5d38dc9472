#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "tests/loadtest/latency_histogram.hpp"

namespace aurawell::loadtest {

/// Broken promises of the protocol, and what the token check found.
struct violations {
  std::uint64_t lost_tokens = 0;
  std::uint64_t reordered_tokens = 0;
  std::uint64_t repeated_tokens = 0;
  std::uint64_t stray_bytes = 0;
  std::uint64_t unfinished_text = 0;  ///< the mock's end of the answer is missing
  std::uint64_t text_mismatch = 0;    ///< the deltas do not add up to `full_response`
  std::uint64_t seq_not_rising = 0;
  std::uint64_t status_order = 0;     ///< a status, or a delta, at the wrong time
  std::uint64_t second_terminal = 0;  ///< anything of a request after its end
  std::uint64_t foreign_request = 0;  ///< an event of a request that was never made
  std::uint64_t unreadable_frames = 0;

  std::uint64_t total() const noexcept;
  void merge(const violations& other) noexcept;
};

/// Of the clients that read slowly. None of it is a fault.
struct slow_reader_counts {
  std::uint64_t connections = 0;  ///< that the server welcomed, again after each end
  std::uint64_t closed_as_slow = 0;
  std::uint64_t lost = 0;  ///< refused, dropped, or closed for another reason
  std::uint64_t answers = 0;
  std::uint64_t bytes = 0;

  void merge(const slow_reader_counts& other) noexcept;
};

/// What came out of a run. Each thread fills its own; they are merged at the end.
struct load_results {
  latency_histogram connect;        ///< from the connect to the server's first event
  latency_histogram first_token;    ///< from the question to the first text
  latency_histogram frame_gap;      ///< between two frames with text of one answer
  latency_histogram token_latency;  ///< from the mock's stamp to the client's socket
  latency_histogram stream_p99;     ///< of each client's tokens; `settle` adds it
  latency_histogram answer;         ///< from the question to its end
  latency_histogram cancel;         ///< from the client's cancel to the answer's end

  std::uint64_t connections = 0;  ///< that the server welcomed
  std::uint64_t connections_failed = 0;
  std::uint64_t connections_lost = 0;
  std::uint64_t answers_done = 0;
  std::uint64_t answers_cancelled = 0;   ///< as the client wished
  std::uint64_t answers_failed = 0;      ///< refused, timed out, or never asked
  std::uint64_t answers_incomplete = 0;  ///< broke off, or broke a promise
  std::uint64_t frames = 0;
  std::uint64_t text_frames = 0;
  /// Checked one by one, or as the server's usage reports them.
  std::uint64_t tokens = 0;
  violations broken;
  slow_reader_counts slow;

  /// Counts a reason; beyond 50 different ones they share a name.
  void add_failure(std::string_view reason, std::uint64_t times = 1);
  const std::map<std::string, std::uint64_t, std::less<>>& failures() const noexcept {
    return failures_;
  }

  void merge(const load_results& other);

  /// Number of calls of `begin_window`.
  std::uint64_t window() const noexcept { return window_; }

  /// Measuring begins now: forgets times and counts, except of connections and of faults.
  void begin_window();

  /// Everything that was asked for came, whole and in order.
  bool flawless() const noexcept;

 private:
  std::map<std::string, std::uint64_t, std::less<>> failures_;
  std::uint64_t window_ = 0;
};

}  // namespace aurawell::loadtest
