#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tests/mock_llm/answer_stream.hpp"
#include "tests/mock_llm/body_writer.hpp"
#include "tests/mock_llm/script.hpp"
#include "tests/mock_llm/write_batch.hpp"

namespace aurawell::mock {

/// One running response: follows a script, returns what to send next and when. No I/O.
class response {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// `answer` is required if a step of the script uses it.
  response(script wanted, std::optional<answer_stream> answer, chunking cut, time_point start);

  /// Send it first, at once.
  std::string_view head() const noexcept { return script_.head; }

  /// When `next` is due.
  time_point due() const noexcept;

  /// Appends the writes of one step, at most 64 KiB. Returns how the response ends, if it does;
  /// then no further call is allowed.
  std::optional<ending> next(write_batch& out);

  std::uint32_t tokens_sent() const noexcept { return answer_ ? answer_->tokens_sent() : 0; }
  bool refuses() const noexcept { return script_.refuses; }

 private:
  const script_step& step() const noexcept { return script_.steps[at_]; }
  bool is_over() const noexcept { return at_ == script_.steps.size(); }
  /// Returns how the response ends within the step, if it does.
  std::optional<ending> play_step(write_batch& out);
  std::optional<ending> play_answer(write_batch& out);
  void play_bytes(write_batch& out);
  void go_to_next_step() noexcept;

  script script_;
  std::optional<answer_stream> answer_;
  body_writer body_;
  time_point last_;
  std::size_t at_ = 0;
  std::uint64_t played_ = 0;
};

}  // namespace aurawell::mock
