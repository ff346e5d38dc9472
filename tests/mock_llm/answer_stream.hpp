#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/mock_llm/answer_plan.hpp"
#include "tests/mock_llm/body_writer.hpp"
#include "tests/mock_llm/chat_request.hpp"
#include "tests/mock_llm/write_batch.hpp"

namespace aurawell::mock {

/// One running answer: returns what to send next and when. No I/O.
class answer_stream {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  enum class progress : unsigned char {
    more,      ///< call `next` again at `due()`
    halfway,   ///< as `pause_halfway` requires; `next` continues
    finished,  ///< the answer is complete
    cut,       ///< close the connection now
    stalled,   ///< never send again
  };

  /// `number` distinguishes the answers of one process. `model` is the model's name in the answer.
  answer_stream(const answer_plan& plan, const chat_request& request, std::string_view model,
                std::uint64_t number, time_point start);

  /// Makes `next` stop once, after the thoughts and half of the remaining text; after at least one
  /// token.
  void pause_halfway() noexcept;

  /// When `next` is due.
  time_point due() const noexcept;

  /// Writes one step: a token, several, or the end. An answer that is not a stream includes its
  /// HTTP head.
  progress next(body_writer& body, write_batch& out);

  std::uint32_t tokens_sent() const noexcept { return sent_; }

 private:
  progress next_tokens(body_writer& body, write_batch& out);
  /// The result after a token; usually `more`.
  progress after_token() const noexcept;
  void append_token();
  /// Writes the content of `events_` and empties it.
  void flush_events(body_writer& body, write_batch& out);
  void append_last_events();
  std::string whole_answer();
  std::string usage_member() const;
  std::string answer_part(std::uint32_t index) const;
  void skip_partial_answer(std::string_view partial);

  answer_plan plan_;
  std::uint64_t seed_;
  std::size_t prompt_bytes_;
  bool streamed_;
  time_point start_;
  std::chrono::nanoseconds interval_;
  /// The beginning of every event, up to the members of "delta".
  std::string prefix_;
  std::string events_;
  std::uint32_t first_ = 0;
  std::uint32_t next_ = 0;
  std::uint32_t reasoning_left_;
  std::uint32_t sent_ = 0;
  /// 0: never.
  std::uint32_t halfway_ = 0;
};

}  // namespace aurawell::mock
