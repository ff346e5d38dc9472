#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/completion.hpp"
#include "net/llm/thought_block.hpp"
#include "net/llm/upstream_error.hpp"
#include "net/llm/utf8_repair.hpp"

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

  /// The upstream sends no more. Decides whether the answer is whole. Of a character or a tag
  /// that a break has cut, nothing comes out.
  std::optional<upstream_error> finish() const;

  /// [DONE] came: nothing can follow.
  bool is_done() const noexcept { return is_done_; }
  /// The model has finished an answer: only its usage can follow, whatever comes.
  bool is_complete() const noexcept;

 private:
  friend class chunk_reader;

  void end_words(completion_batch& batch);

  utf8_repair characters_;
  thought_block content_;
  utf8_repair reasoning_;
  std::string model_;
  std::string finish_reason_;
  bool has_content_ = false;
  bool is_done_ = false;
};

/// What stands where a server puts errors only: JSON of any shape, or plain words.
upstream_error error_of_text(std::string_view text);

/// What a response means whose status is not 2xx. `body` may be cut short.
upstream_error error_of_response(int http_status, std::string_view body);

}  // namespace aurawell::net
