#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "net/json/json_extent.hpp"
#include "net/llm/answer/completion_decoder.hpp"
#include "net/llm/answer/sse_parser.hpp"
#include "net/llm/refusal/upstream_error.hpp"

namespace aurawell::net {

/// Turns the body of a 2xx response, cut anywhere, into batches. Normally the body is an event
/// stream. One JSON object in its place counts as the whole answer once it is complete, whatever
/// the content type is. Several objects with deltas are read like events.
class answer_reader {
 public:
  /// `max_event_bytes` limits a line, an event and a JSON object; `max_body_bytes` limits the whole
  /// body.
  explicit answer_reader(std::size_t max_event_bytes,
                         std::size_t max_body_bytes = std::numeric_limits<std::size_t>::max(),
                         thought_block content = thought_block{});

  /// Appends to `batch`. After an error, or once `is_done`, ignores further bytes. A fault behind a
  /// complete answer is not an error; it only ends the reading.
  std::optional<upstream_error> read(std::string_view bytes, completion_batch& batch);

  /// Must be called when the body has ended. `is_broken`: by a fault of the connection.
  std::optional<upstream_error> finish(completion_batch& batch, bool is_broken = false);

  bool is_done() const noexcept { return is_over_ || decoder_.is_done(); }
  bool is_complete() const noexcept { return decoder_.is_complete(); }

 private:
  enum class body_kind : unsigned char { unknown, events, json };

  void recognise();
  std::optional<upstream_error> read_json(std::string_view bytes, completion_batch& batch);
  std::optional<upstream_error> take_json(completion_batch& batch);
  std::optional<upstream_error> read_events(std::string_view bytes, completion_batch& batch);
  /// False: stop reading.
  bool take_event(const sse_event& event, completion_batch& batch);
  std::optional<upstream_error> outcome(sse_outcome parsed);
  std::optional<upstream_error> unless_complete(std::optional<upstream_error> problem);
  void note_opening(std::string_view bytes, const completion_batch& batch);
  std::optional<upstream_error> with_refusal(std::optional<upstream_error> problem) const;
  std::optional<upstream_error> read_more(std::string_view bytes, completion_batch& batch);
  std::optional<upstream_error> read_rest(completion_batch& batch);

  const std::size_t max_event_bytes_;
  /// Bytes that the body may still have.
  std::size_t room_;
  body_kind kind_ = body_kind::unknown;
  sse_parser parser_;
  completion_decoder decoder_;
  /// The start of a body until its kind is known, then an incomplete object.
  std::string json_;
  json_extent object_;
  /// The first bytes of the body, until text has come: an error may have any form.
  std::string opening_;
  bool has_words_ = false;
  std::optional<upstream_error> problem_;
  bool is_over_ = false;
};

}  // namespace aurawell::net
