#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

/// Who asks, as the token says. Without one it is whom the query or else the body names,
/// where the gatekeeper lets that be enough.
result<caller> find_asker(const rest_backend& behind, const rest_request& request,
                          const user_id& in_body);

/// The same for clients of OpenAI's API, which send a key even where none is needed, and
/// whose body may name a user of their own: such a name counts only without a token.
result<caller> find_openai_asker(const rest_backend& behind, const rest_request& request,
                                 const std::string& in_body);

}  // namespace aurawell::net
