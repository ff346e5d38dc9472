#include "net/llm/answer/answer_reader.hpp"

#include <utility>

#include "net/json/json_document.hpp"
#include "net/llm/answer/byte_order_mark.hpp"
#include "net/llm/answer/error_object.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t max_opening_bytes = 4 * 1024;

upstream_error too_long() {
  return make_upstream_error(ec::upstream_failed, true,
                             "The language model's answer has an oversized part.");
}

/// The beginning of a body without the characters that do not show its kind; empty when nothing
/// else has come.
std::string_view telling_part(std::string_view beginning) noexcept {
  if (byte_order_mark.starts_with(beginning)) {
    return {};
  }
  if (beginning.starts_with(byte_order_mark)) {
    beginning.remove_prefix(byte_order_mark.size());
  }
  const auto first = beginning.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : beginning.substr(first);
}

bool is_cut(const sse_event& event) {
  return event.error.empty() && event.data != "[DONE]" &&
         !json_document{event.data, model_server_json}.is_valid();
}

}  // namespace

answer_reader::answer_reader(std::size_t max_event_bytes, std::size_t max_body_bytes,
                             thought_block content)
    : max_event_bytes_{max_event_bytes},
      room_{max_body_bytes},
      parser_{max_event_bytes},
      decoder_{std::move(content)} {}

std::optional<upstream_error> answer_reader::read(std::string_view bytes, completion_batch& batch) {
  if (is_done()) {
    return std::nullopt;
  }
  auto problem = read_more(bytes, batch);
  note_opening(bytes, batch);
  return with_refusal(unless_complete(std::move(problem)));
}

void answer_reader::note_opening(std::string_view bytes, const completion_batch& batch) {
  if (has_words_) {
    return;
  }
  has_words_ = batch.chunks > 0;
  if (has_words_) {
    // An assignment would keep the memory.
    std::string{}.swap(opening_);
  } else {
    opening_.append(bytes.substr(0, max_opening_bytes - opening_.size()));
  }
}

std::optional<upstream_error> answer_reader::with_refusal(
    std::optional<upstream_error> problem) const {
  if (problem && !has_words_ && !problem->failure.too_long && problem->refused.empty()) {
    note_refusal(*problem, read_refusal_words(opening_));
  }
  return problem;
}

std::optional<upstream_error> answer_reader::unless_complete(
    std::optional<upstream_error> problem) {
  is_over_ = is_over_ || (problem && is_complete());
  return is_over_ ? std::nullopt : std::move(problem);
}

std::optional<upstream_error> answer_reader::read_more(std::string_view bytes,
                                                       completion_batch& batch) {
  if (bytes.size() > room_) {
    return make_upstream_error(ec::upstream_failed, true,
                               "The language model's answer is oversized.");
  }
  room_ -= bytes.size();
  if (kind_ == body_kind::events) {
    return read_events(bytes, batch);
  }
  if (kind_ == body_kind::json) {
    return read_json(bytes, batch);
  }
  json_ += bytes;
  recognise();
  if (kind_ == body_kind::unknown) {
    return std::nullopt;
  }
  const auto begun = std::exchange(json_, {});
  return kind_ == body_kind::json ? read_json(begun, batch) : read_events(begun, batch);
}

std::optional<upstream_error> answer_reader::read_json(std::string_view bytes,
                                                       completion_batch& batch) {
  while (!bytes.empty()) {
    const auto end = object_.feed(bytes);
    const auto part = bytes.substr(0, end);
    json_ += part;
    bytes.remove_prefix(part.size());
    if (json_.size() > max_event_bytes_) {
      return too_long();
    }
    if (auto problem = end != json_extent::npos ? take_json(batch) : std::nullopt) {
      return problem;
    }
  }
  return std::nullopt;
}

std::optional<upstream_error> answer_reader::take_json(completion_batch& batch) {
  const auto json = std::exchange(json_, {});
  if (auto problem = decoder_.read(json, batch)) {
    return problem;
  }
  decoder_.end_body(batch);
  return decoder_.has_begun() ? std::nullopt : std::optional{error_of_text(json)};
}

std::optional<upstream_error> answer_reader::read_events(std::string_view bytes,
                                                         completion_batch& batch) {
  return outcome(parser_.feed(bytes, [&](const sse_event& e) { return take_event(e, batch); }));
}

std::optional<upstream_error> answer_reader::finish(completion_batch& batch, bool is_broken) {
  auto problem = is_done() ? std::nullopt : unless_complete(read_rest(batch));
  note_opening({}, batch);
  return with_refusal(problem ? std::move(problem) : decoder_.finish(batch, is_broken));
}

std::optional<upstream_error> answer_reader::read_rest(completion_batch& batch) {
  if (kind_ == body_kind::events) {
    const auto parsed = parser_.finish([&](const sse_event& event) {
      // A cut event is no fault of its own.
      return is_cut(event) || take_event(event, batch);
    });
    return outcome(parsed);
  }
  const auto is_cut_off = kind_ == body_kind::json && !telling_part(json_).empty();
  return is_cut_off ? decoder_.read(json_, batch) : std::nullopt;
}

void answer_reader::recognise() {
  if (kind_ != body_kind::unknown) {
    return;
  }
  if (const auto part = telling_part(json_); !part.empty()) {
    const auto is_json = part.front() == '{' || part.front() == '[';
    kind_ = is_json ? body_kind::json : body_kind::events;
  } else if (json_.size() > byte_order_mark.size()) {
    // Blanks show nothing about the kind, however many come.
    json_.clear();
  }
}

bool answer_reader::take_event(const sse_event& event, completion_batch& batch) {
  if (!event.error.empty()) {
    problem_ = error_of_text(event.error);
  } else if (event.name == "error") {
    problem_ = error_of_text(event.data);
  } else {
    problem_ = decoder_.read(event.data, batch);
  }
  return !problem_ && !is_done();
}

std::optional<upstream_error> answer_reader::outcome(sse_outcome parsed) {
  if (parsed == sse_outcome::too_long) {
    return too_long();
  }
  return std::exchange(problem_, std::nullopt);
}

}  // namespace aurawell::net
