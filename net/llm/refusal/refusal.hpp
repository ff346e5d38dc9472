#pragma once

#include <string_view>

#include "net/llm/refusal/asked_phrases.hpp"
#include "net/llm/refusal/refusal_words.hpp"
#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// What can be changed in a refused request.
struct refusal {
  /// The request is too long for the model.
  bool too_long = false;
  /// The members that are refused.
  member_set members;

  bool operator==(const refusal&) const = default;
};

/// Reads a response that is no answer. `sent`: the members that were in the request. A 422 that
/// names neither a member nor a part of the conversation is taken to refuse the members that not
/// every server supports. `asked`: phrases of the messages; text that the response repeats of them
/// refuses no member.
refusal read_refusal(int http_status, std::string_view body, member_set sent,
                     const asked_phrases& asked = {});

/// The same for an error inside an answer. `like_status`: the HTTP status that its code or its type
/// corresponds to; 0, for none, counts as 400.
refusal read_refusal(int like_status, const refusal_words& words, const asked_phrases& asked = {});

}  // namespace aurawell::net
