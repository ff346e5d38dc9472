#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/loadtest/frame.hpp"
#include "tests/loadtest/load_options.hpp"
#include "tests/loadtest/load_results.hpp"
#include "tests/mock_llm/answer_checker.hpp"

namespace aurawell::loadtest {

/// Judges the events of one connection, on which one request runs at a time, and
/// writes what it finds into the results. No I/O.
class answer_check {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  answer_check(verification mode, mock::answer_style text, load_results& results);

  /// A request is about to be sent. The one before must have ended.
  void begin(std::string request_id, std::uint64_t seed, time_point sent);

  /// True if the event ended the running request.
  bool on_frame(const frame& event, time_point received);

  /// The client stops the running request: it may end as cancelled.
  void cancel(time_point sent);

  /// Frames with text of the running request.
  std::uint32_t text_frames() const noexcept { return text_frames_; }

  /// The running request, if there is one, gets no more events.
  void give_up(std::string_view reason);

  /// The run ends here: what is already known to be wrong with the running request counts, and the
  /// delays of this connection's tokens.
  void settle();

  bool running() const noexcept { return phase_ != phase::none; }

 private:
  enum class phase : unsigned char { none, asked, accepted, queued, streaming };

  bool on_fault(const frame& event);
  bool is_ours(const frame& event);
  void on_text(const frame& event, time_point received);
  bool on_status(const frame& event, time_point received);
  bool may_follow(phase next) const noexcept;
  void end(const frame& event, time_point received);
  bool text_is_right(const frame& event);
  bool tokens_are_right();
  void add_latency(std::chrono::nanoseconds latency);
  void settle_answer();
  void count(const mock::answer_checker::findings& found);

  verification mode_;
  mock::answer_style style_;
  load_results& results_;
  phase phase_ = phase::none;
  std::string request_id_;
  std::string previous_id_;
  std::string cancelled_id_;
  std::uint64_t last_seq_ = 0;
  time_point sent_;
  time_point last_text_;
  /// Of the event in hand, for the stamps in it.
  time_point received_;
  std::optional<time_point> cancelled_;
  std::uint32_t text_frames_ = 0;
  bool sound_ = true;
  std::string text_;
  std::optional<mock::answer_checker> tokens_;
  /// Of the tokens since the window with this number began.
  latency_histogram latency_{4};
  std::uint64_t window_ = 0;
};

}  // namespace aurawell::loadtest
