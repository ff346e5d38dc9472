#pragma once

#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "net/llm/refusal/refusal_words.hpp"
#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// What a failure says about the key that the request was sent with.
enum class key_fault : unsigned char {
  none,
  refused,   ///< It has no rights, no money, or does not exist.
  at_limit,  ///< Its account may not ask more right now.
};

/// Why an answer failed, for the caller and for the log.
struct upstream_error {
  completion_failure failure;
  /// More for the log, one line, at most `max_log_words` bytes. Never the upstream's own
  /// text, which may repeat what the person asked or the key.
  std::string words;
  key_fault fault = key_fault::none;
  /// Members of the request that an error inside of an answer says to be refused.
  member_set refused;
  /// By these words; empty where none are refused.
  refusal_words told{};
};

inline constexpr std::size_t max_log_words = 512;

/// A failure with a sentence that may be shown to anybody.
upstream_error make_upstream_error(ec code, bool retryable, std::string_view sentence,
                                   std::string_view words = {});

/// What a status other than 2xx means.
upstream_error error_of_status(int http_status, std::string_view words);

/// Makes it say that the request is too long for the model, and nothing about a key.
void mark_too_long(upstream_error& problem);

/// What an error object means: `code`, `type` and `text` as the upstream wrote them. A number
/// from 400 to 599 is an HTTP status; a word is looked up; anything else may be tried
/// again. Of the text only the length is kept.
upstream_error error_of_words(std::string_view code, std::string_view type, std::string_view text);

/// What an error inside of an answer says of the request: too long, members refused. Where the
/// error is about a key, no members.
void note_refusal(upstream_error& problem, const refusal_words& told);

}  // namespace aurawell::net
