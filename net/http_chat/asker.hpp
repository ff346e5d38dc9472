#pragma once

#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/result.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// The user who asks, by the token. Without a token, the user named in the query or else in the
/// body, if the gatekeeper accepts an unproved name.
result<caller> find_asker(const rest_backend& behind, const rest_request& request,
                          const user_id& in_body);

/// Like `find_asker`, for clients of the OpenAI API. They send a key even where none is needed, and
/// their body may name a user of their own: that name counts only without a token.
result<caller> find_openai_asker(const rest_backend& behind, const rest_request& request,
                                 const std::string& in_body);

/// The request id from `Idempotency-Key` or from the body. A failure when both are given and
/// differ.
result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body);

}  // namespace aurawell::net
