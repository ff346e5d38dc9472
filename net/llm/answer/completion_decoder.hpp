#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/chat/completion.hpp"
#include "net/json/utf8_repair.hpp"
#include "net/llm/answer/message_words.hpp"
#include "net/llm/answer/thought_block.hpp"
#include "net/llm/refusal/upstream_error.hpp"

namespace aurawell::net {

/// Reads the answer to one request, chunk by chunk, in every dialect of the OpenAI
/// format. Text comes out as valid UTF-8, also where a character is cut between two
/// chunks, and without the thoughts that stand in it (`thought_block`).
class completion_decoder {
 public:
  explicit completion_decoder(thought_block content = thought_block{})
      : content_{std::move(content)} {}

  /// One chunk, a whole `chat.completion`, an error object, or the word [DONE].
  /// Appends to `batch`; an error is the last word of the answer unless that `is_complete`.
  std::optional<upstream_error> read(std::string_view payload, completion_batch& batch);

  /// What was read is all of a body. A message in it is a whole answer, also without a reason.
  void end_body(completion_batch& batch);

  /// The upstream sends no more. `is_broken`: by a fault of the connection. Decides whether the
  /// answer is whole, and lets out what was held back for that. Of a character or a tag that a
  /// break has cut, nothing comes out.
  std::optional<upstream_error> finish(completion_batch& batch, bool is_broken = false);

  /// Words or a reason to finish came.
  bool has_begun() const noexcept { return has_words_ || !finish_reason_.empty(); }
  /// [DONE] came: nothing can follow.
  bool is_done() const noexcept { return is_done_; }
  /// The model has finished an answer, by all that came.
  bool is_complete() const noexcept;

 private:
  friend class chunk_reader;

  /// No words follow any more.
  void end(completion_batch& batch);
  void end_words(completion_batch& batch);

  utf8_repair characters_;
  thought_block content_;
  utf8_repair reasoning_;
  std::string model_;
  /// The last one. Some servers name one in every chunk: where a chunk carries words too, its
  /// reason stands only until words follow.
  std::string finish_reason_;
  /// The reason counts: the batch has told of it.
  bool is_finished_ = false;
  /// What follows is no text.
  bool is_final_ = false;
  /// Words have followed a reason: a further one says little.
  bool has_early_reasons_ = false;
  message_feed messages_;
  /// Such words came in a delta: a message repeats them.
  bool has_delta_text_ = false;
  bool has_delta_reasoning_ = false;
  /// Text or reasoning.
  bool has_words_ = false;
  bool is_done_ = false;
};

}  // namespace aurawell::net
