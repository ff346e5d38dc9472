#include "tests/mock_llm/answer_stream.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <ctime>

#include "tests/mock_llm/answer_checker.hpp"

namespace aurawell::mock {
namespace {

/// Steps of an unpaced stream are this long, so that one stream cannot starve others.
constexpr std::uint32_t unpaced_tokens = 32;

std::string quoted(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

/// Enough for our own tokens, which hold no other control character.
void append_escaped(std::string& out, std::string_view text) {
  for (const auto c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
}

std::string head_members(std::string_view object, std::string_view model, std::uint64_t number) {
  return R"({"id":"chatcmpl-mock-)" + std::to_string(number) + R"(","object":")" +
         std::string{object} + R"(","created":)" + std::to_string(std::time(nullptr)) +
         R"(,"model":)" + quoted(model);
}

std::uint64_t monotonic_nanoseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

std::string reasoning_token(std::uint32_t left) {
  return "hm" + std::to_string(left) + " ";
}

}  // namespace

answer_stream::answer_stream(const answer_plan& plan, const chat_request& request,
                             std::string_view model, std::uint64_t number, time_point start)
    : plan_{plan},
      seed_{answer_seed(request.last_user_message)},
      prompt_bytes_{request.prompt_bytes},
      streamed_{request.stream},
      start_{start},
      interval_{plan.rate > 0 ? static_cast<std::int64_t>(1e9 / plan.rate) : 0},
      prefix_{head_members(request.stream ? "chat.completion.chunk" : "chat.completion", model,
                           number)},
      reasoning_left_{plan.reasoning} {
  skip_partial_answer(request.partial_answer);
}

void answer_stream::skip_partial_answer(std::string_view partial) {
  if (partial.empty()) {
    return;
  }
  answer_checker checker{seed_, plan_.text};
  checker.feed(partial);
  const auto said = std::min(checker.finish().tokens, plan_.tokens);
  first_ = said - std::min(said, plan_.overlap);
  next_ = first_;
}

void answer_stream::pause_halfway() noexcept {
  halfway_ = std::max(plan_.reasoning + (plan_.tokens - first_) / 2, 1U);
}

answer_stream::time_point answer_stream::due() const noexcept {
  const auto done = (plan_.reasoning - reasoning_left_) + (next_ - first_);
  const auto before = streamed_ ? done : plan_.reasoning + plan_.tokens - first_;
  return start_ + plan_.first_token + interval_ * before;
}

answer_stream::progress answer_stream::next(body_writer& body, write_batch& out) {
  if (!streamed_) {
    body.write(out, whole_answer());
    return progress::finished;
  }
  if (sent_ == 0) {
    events_ += "data: " + prefix_ +
               R"(,"choices":[{"index":0,"delta":{"role":"assistant","content":""},)"
               R"("finish_reason":null}]})" +
               "\n\n";
    flush_events(body, out);
  }
  return next_tokens(body, out);
}

answer_stream::progress answer_stream::next_tokens(body_writer& body, write_batch& out) {
  auto count = plan_.rate > 0 ? 1U : unpaced_tokens;
  if (plan_.cut == chunking::coalesce) {
    count = plan_.coalesced;
  }
  for (; count > 0 && (reasoning_left_ > 0 || next_ < plan_.tokens); --count) {
    append_token();
    if (const auto then = after_token(); then != progress::more) {
      flush_events(body, out);
      return then;
    }
    if (plan_.cut != chunking::coalesce) {
      flush_events(body, out);
    }
  }
  flush_events(body, out);
  if (reasoning_left_ > 0 || next_ < plan_.tokens) {
    return progress::more;
  }
  append_last_events();
  flush_events(body, out);
  return progress::finished;
}

answer_stream::progress answer_stream::after_token() const noexcept {
  if (sent_ == plan_.cut_after) {
    return progress::cut;
  }
  if (sent_ == plan_.stall_after) {
    return progress::stalled;
  }
  return sent_ == halfway_ ? progress::halfway : progress::more;
}

std::string answer_stream::answer_part(std::uint32_t index) const {
  auto part = plan_.stamp ? answer_stamp(monotonic_nanoseconds()) : std::string{};
  part += answer_token(seed_, index, plan_.text);
  if (index + 1 == plan_.tokens) {
    part += answer_end(plan_.tokens);
  }
  return part;
}

void answer_stream::append_token() {
  events_ += "data: ";
  events_ += prefix_;
  events_ += R"(,"choices":[{"index":0,"delta":{")";
  if (reasoning_left_ > 0) {
    events_ += R"(reasoning_content":")" + reasoning_token(reasoning_left_);
    --reasoning_left_;
  } else {
    events_ += R"(content":")";
    append_escaped(events_, answer_part(next_));
    ++next_;
  }
  events_ += "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";
  ++sent_;
}

void answer_stream::flush_events(body_writer& body, write_batch& out) {
  body.write(out, events_);
  events_.clear();
}

void answer_stream::append_last_events() {
  const auto empty_choice = R"(,"choices":[{"index":0,"delta":{},"finish_reason":"stop"}])";
  events_ += "data: " + prefix_ + empty_choice;
  if (plan_.usage == usage_report::finish) {
    events_ += usage_member();
  }
  events_ += "}\n\n";
  if (plan_.usage == usage_report::later) {
    events_ += "data: " + prefix_ + R"(,"choices":[])" + usage_member() + "}\n\n";
  }
  if (plan_.done) {
    events_ += "data: [DONE]\n\n";
  }
}

std::string answer_stream::usage_member() const {
  const auto prompt = prompt_bytes_ / 4 + 1;
  const auto completion = plan_.reasoning + next_ - first_;
  return R"(,"usage":{"prompt_tokens":)" + std::to_string(prompt) + R"(,"completion_tokens":)" +
         std::to_string(completion) + R"(,"total_tokens":)" + std::to_string(prompt + completion) +
         "}";
}

std::string answer_stream::whole_answer() {
  std::string text;
  for (; next_ < plan_.tokens; ++next_, ++sent_) {
    text += answer_part(next_);
  }
  reasoning_left_ = 0;
  auto body = prefix_ + R"(,"choices":[{"index":0,"message":{"role":"assistant","content":)" +
              quoted(text) + R"(},"finish_reason":"stop"}])";
  if (plan_.usage != usage_report::never) {
    body += usage_member();
  }
  body += '}';
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace aurawell::mock
