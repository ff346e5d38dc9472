#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/chat/completion.hpp"
#include "net/json/utf8_repair.hpp"
#include "net/llm/answer/message_words.hpp"
#include "net/llm/answer/repeated_chunk.hpp"
#include "net/llm/answer/thought_block.hpp"
#include "net/llm/refusal/upstream_error.hpp"

namespace aurawell::net {

/// Decodes the answer to one request, chunk by chunk, in every dialect of the OpenAI format. The
/// text is valid UTF-8, also where a character is cut between two chunks, and has no thoughts in it
/// (`thought_block`).
class completion_decoder {
 public:
  explicit completion_decoder(thought_block content = thought_block{})
      : content_{std::move(content)} {}

  /// Reads one chunk, a whole `chat.completion`, an error object, or the marker [DONE]. Appends to
  /// `batch`. After an error the answer has ended, unless it `is_complete`.
  std::optional<upstream_error> read(std::string_view payload, completion_batch& batch);

  /// The payload read last was the whole body. A message in it is a whole answer, also without a
  /// finish reason.
  void end_body(completion_batch& batch);

  /// The upstream has ended. `is_broken`: by a fault of the connection. Decides whether the answer
  /// is whole, and releases text that was held back for that decision. Drops a character or a tag
  /// that the break has cut.
  std::optional<upstream_error> finish(completion_batch& batch, bool is_broken = false);

  /// Text, reasoning or a finish reason has come.
  bool has_begun() const noexcept { return has_words_ || !finish_reason_.empty(); }
  /// [DONE] has come: nothing can follow.
  bool is_done() const noexcept { return is_done_; }
  /// The model has finished its answer, as far as the input shows.
  bool is_complete() const noexcept;

 private:
  friend class chunk_reader;

  /// True when the payload was a chunk like one before, which has nothing but another text.
  bool read_repeated(std::string_view payload, completion_batch& batch);
  /// Text of the content or of a message, in `batch`.
  void add_text(std::string_view text, completion_batch& batch);
  /// No text or reasoning follows.
  void end(completion_batch& batch);
  void end_words(completion_batch& batch);

  utf8_repair characters_;
  thought_block content_;
  utf8_repair reasoning_;
  std::string model_;
  /// The latest finish reason. Some servers send one in every chunk: if a chunk has text too, its
  /// reason is dropped when more text follows.
  std::string finish_reason_;
  /// The reason is final and was written to a batch.
  bool is_finished_ = false;
  /// Later input is not text.
  bool is_final_ = false;
  /// Text has followed a reason, so a further reason is weak evidence.
  bool has_early_reasons_ = false;
  message_feed messages_;
  repeated_chunk repeated_;
  /// Text or reasoning came in a delta; a later message repeats it.
  bool has_delta_text_ = false;
  bool has_delta_reasoning_ = false;
  /// Text or reasoning has come.
  bool has_words_ = false;
  bool is_done_ = false;
};

}  // namespace aurawell::net
