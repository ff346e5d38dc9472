#pragma once

#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "net/llm/refusal/refusal_words.hpp"
#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// What a failure says about the key of the request.
enum class key_fault : unsigned char {
  none,
  refused,   ///< It is invalid, or has no rights or no credit.
  at_limit,  ///< Its account has reached a limit for now.
};

/// Why an answer failed, for the caller and for the log.
struct upstream_error {
  completion_failure failure;
  /// Details for the log: one line, at most `max_log_words` bytes. Never the upstream's own text,
  /// which may repeat the question or the key.
  std::string words;
  key_fault fault = key_fault::none;
  /// Members of the request that an error inside an answer says are refused.
  member_set refused;
  /// The content of that refusal; empty when no member is refused.
  refusal_words told{};
};

inline constexpr std::size_t max_log_words = 512;

/// A failure with a sentence that may be shown to anyone.
upstream_error make_upstream_error(ec code, bool retryable, std::string_view sentence,
                                   std::string_view words = {});

/// The failure for a status other than 2xx.
upstream_error error_of_status(int http_status, std::string_view words);

/// Changes `problem` to "request too long for the model", without a fault of the key.
void mark_too_long(upstream_error& problem);

/// The failure for an error object; `code`, `type` and `text` as the upstream wrote them. A number
/// from 400 to 599 is an HTTP status; a word is looked up; anything else is retryable. Of the text
/// only the length is kept.
upstream_error error_of_words(std::string_view code, std::string_view type, std::string_view text);

/// Adds what an error inside an answer says about the request: too long, or refused members. If the
/// error is about a key, no members.
void note_refusal(upstream_error& problem, const refusal_words& told);

}  // namespace aurawell::net
