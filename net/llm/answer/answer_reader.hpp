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

/// The body of a 2xx response, in any cuts, to batches. Normally an event stream;
/// where a server sends one JSON object instead, that counts as the whole answer,
/// whatever the content type says, as soon as it has ended. Several of them, with deltas, are read
/// as events are.
class answer_reader {
 public:
  /// `max_event_bytes` bounds a line, an event and a JSON object; `max_body_bytes` all that
  /// is read.
  explicit answer_reader(std::size_t max_event_bytes,
                         std::size_t max_body_bytes = std::numeric_limits<std::size_t>::max(),
                         thought_block content = thought_block{});

  /// Appends to `batch`. After an error, or once `is_done`, nothing more is read. What is wrong
  /// behind a complete answer is no error, but ends the reading.
  std::optional<upstream_error> read(std::string_view bytes, completion_batch& batch);

  /// The body is over, by its end or by a cut. `is_broken`: by a fault of the connection.
  std::optional<upstream_error> finish(completion_batch& batch, bool is_broken = false);

  bool is_done() const noexcept { return is_over_ || decoder_.is_done(); }
  bool is_complete() const noexcept { return decoder_.is_complete(); }

 private:
  enum class body_kind : unsigned char { unknown, events, json };

  void recognise();
  std::optional<upstream_error> read_json(std::string_view bytes, completion_batch& batch);
  std::optional<upstream_error> take_json(completion_batch& batch);
  std::optional<upstream_error> read_events(std::string_view bytes, completion_batch& batch);
  /// False when reading must stop.
  bool take_event(const sse_event& event, completion_batch& batch);
  std::optional<upstream_error> outcome(sse_outcome parsed);
  std::optional<upstream_error> unless_complete(std::optional<upstream_error> problem);
  void note_opening(std::string_view bytes, const completion_batch& batch);
  std::optional<upstream_error> with_refusal(std::optional<upstream_error> problem) const;
  std::optional<upstream_error> read_more(std::string_view bytes, completion_batch& batch);
  std::optional<upstream_error> read_rest(completion_batch& batch);

  const std::size_t max_event_bytes_;
  /// What may still come.
  std::size_t room_;
  body_kind kind_ = body_kind::unknown;
  sse_parser parser_;
  completion_decoder decoder_;
  /// The beginning of a body until its kind is known, then an object that has begun.
  std::string json_;
  json_extent object_;
  /// The first of what came, until words have come: an answer may be refused in any form.
  std::string opening_;
  bool has_words_ = false;
  std::optional<upstream_error> problem_;
  bool is_over_ = false;
};

}  // namespace aurawell::net
