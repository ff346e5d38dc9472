#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/completion.hpp"
#include "net/llm/upstream_error.hpp"
#include "net/llm/utf8_repair.hpp"

namespace aurawell::net {

/// Reads the answer to one request, chunk by chunk, in every dialect of the OpenAI
/// format. Text comes out as valid UTF-8, also where a character is cut between two
/// chunks.
class completion_decoder {
 public:
  /// One chunk, a whole `chat.completion`, an error object, or the word [DONE].
  /// Appends to `batch`; an error is the last word of the answer.
  std::optional<upstream_error> read(std::string_view payload, completion_batch& batch);

  /// The upstream sends no more. Decides whether the answer is whole.
  std::optional<upstream_error> finish(completion_batch& batch);

  /// [DONE] came: nothing can follow.
  bool is_done() const noexcept { return is_done_; }

 private:
  friend class chunk_reader;

  utf8_repair text_;
  utf8_repair reasoning_;
  std::string model_;
  std::string finish_reason_;
  bool has_text_ = false;
  bool is_done_ = false;
};

/// What stands where a server puts errors only: JSON of any shape, or plain words.
upstream_error error_of_text(std::string_view text);

/// What a response means whose status is not 2xx. `body` may be cut short.
upstream_error error_of_response(int http_status, std::string_view body);

}  // namespace aurawell::net
