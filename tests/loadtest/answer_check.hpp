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

/// Checks the events of one connection, which has one request at a time, and adds faults to the
/// results. No I/O.
class answer_check {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  answer_check(verification mode, mock::answer_style text, load_results& results);

  /// Call it before a request is sent. The previous one must have ended.
  void begin(std::string request_id, std::uint64_t seed, time_point sent);

  /// True if the event ended the running request.
  bool on_frame(const frame& event, time_point received);

  /// Call it when the running request, if any, gets no more events.
  void give_up(std::string_view reason);

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

  verification mode_;
  mock::answer_style style_;
  load_results& results_;
  phase phase_ = phase::none;
  std::string request_id_;
  std::string previous_id_;
  std::uint64_t last_seq_ = 0;
  time_point sent_;
  time_point last_text_;
  /// Of the event in hand, for the stamps in it.
  time_point received_;
  bool sound_ = true;
  std::string text_;
  std::optional<mock::answer_checker> tokens_;
};

}  // namespace aurawell::loadtest
