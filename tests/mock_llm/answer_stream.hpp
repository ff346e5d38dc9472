#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/mock_llm/answer_plan.hpp"
#include "tests/mock_llm/chat_request.hpp"
#include "tests/mock_llm/write_batch.hpp"

namespace aurawell::mock {

/// One answer on its way: says what to send next and when. No I/O.
class answer_stream {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  enum class progress : unsigned char {
    more,      ///< call `next` again at `due()`
    finished,  ///< the response is complete
    cut,       ///< close the connection now
    stalled,   ///< never send again
  };

  /// `number` distinguishes the answers of one process. `model` is what the answer
  /// says it comes from.
  answer_stream(const answer_plan& plan, const chat_request& request, std::string_view model,
                std::uint64_t number, time_point start);

  /// HTTP response head of a stream; none for a whole answer, which brings its own.
  std::string_view head() const noexcept;

  /// When `next` is due.
  time_point due() const noexcept;

  /// Appends the writes of one step: a token, several, or the end.
  progress next(write_batch& out);

  std::uint32_t tokens_sent() const noexcept { return sent_; }

 private:
  progress next_tokens(write_batch& out);
  void append_token();
  /// Cuts what `events_` has gathered and empties it.
  void flush_events(write_batch& out);
  void append_last_events(write_batch& out);
  void append_whole(write_batch& out);
  std::string usage_member() const;
  std::string answer_part(std::uint32_t index) const;
  void skip_partial_answer(std::string_view partial);

  answer_plan plan_;
  std::uint64_t seed_;
  std::size_t prompt_bytes_;
  bool streamed_;
  time_point start_;
  std::chrono::nanoseconds interval_;
  /// Of every event: up to the members of "delta".
  std::string prefix_;
  std::string events_;
  std::uint32_t first_ = 0;
  std::uint32_t next_ = 0;
  std::uint32_t reasoning_left_;
  std::uint32_t sent_ = 0;
};

}  // namespace aurawell::mock
