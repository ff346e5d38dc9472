#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// Conversations of the caller, or of the member that `member_id` names. Another's is as
// if it were not there.

rest_answer make_conversation(const rest_backend& behind, const rest_request& request,
                              const caller& who);
rest_answer list_conversations(const rest_backend& behind, const rest_request& request,
                               const caller& who);
rest_answer read_conversation(const rest_backend& behind, const rest_request& request,
                              const caller& who);
rest_answer remove_conversation(const rest_backend& behind, const rest_request& request,
                                const caller& who);

}  // namespace aurawell::net
