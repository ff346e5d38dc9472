#include "tests/mock_llm/response.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

namespace aurawell::mock {
namespace {

using kind = script_step::kind;

constexpr std::size_t max_step_bytes = 64 * 1024;

}  // namespace

response::response(script wanted, std::optional<answer_stream> answer, chunking cut,
                   time_point start)
    : script_{std::move(wanted)},
      answer_{std::move(answer)},
      body_{cut, script_.framing, script_.coding},
      last_{start} {
  for (const auto& each : script_.steps) {
    assert(answer_ || each.type == kind::bytes);
    if (each.type == kind::half_answer) {
      answer_->pause_halfway();
    }
  }
}

response::time_point response::due() const noexcept {
  if (is_over()) {
    return last_;
  }
  return step().type == kind::bytes ? last_ + step().pause : answer_->due();
}

std::optional<ending> response::next(write_batch& out) {
  if (!is_over()) {
    if (const auto ended = play_step(out)) {
      return ended;
    }
  }
  if (!is_over()) {
    return std::nullopt;
  }
  if (script_.end == ending::finish || script_.end == ending::close) {
    body_.finish(out);
  }
  return script_.end;
}

std::optional<ending> response::play_step(write_batch& out) {
  if (step().type == kind::bytes) {
    play_bytes(out);
    return std::nullopt;
  }
  return play_answer(out);
}

std::optional<ending> response::play_answer(write_batch& out) {
  switch (answer_->next(body_, out)) {
    case answer_stream::progress::more: return std::nullopt;
    case answer_stream::progress::cut: return ending::cut;
    case answer_stream::progress::stalled: return ending::stall;
    case answer_stream::progress::halfway:
    case answer_stream::progress::finished: break;
  }
  go_to_next_step();
  return std::nullopt;
}

void response::play_bytes(write_batch& out) {
  const auto& now = step();
  const auto size = std::max<std::size_t>(now.bytes.size(), 1);
  const auto fitting =
      now.pause.count() > 0 ? 1 : std::max<std::uint64_t>(max_step_bytes / size, 1);
  const auto count = std::min(fitting, now.times - played_);
  last_ = std::chrono::steady_clock::now();
  if (count == 1) {
    body_.write(out, now.bytes);
  } else {
    std::string together;
    for (std::uint64_t i = 0; i < count; ++i) {
      together += now.bytes;
    }
    body_.write(out, together);
  }
  if (now.times == script_step::endless) {
    return;
  }
  played_ += count;
  if (played_ == now.times) {
    go_to_next_step();
  }
}

void response::go_to_next_step() noexcept {
  ++at_;
  played_ = 0;
  last_ = std::chrono::steady_clock::now();
}

}  // namespace aurawell::mock
