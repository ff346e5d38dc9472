#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// Conversations of the caller, or of the member that `member_id` names. Those of others are not
// found.

rest_handler make_conversation;
rest_handler list_conversations;
rest_handler read_conversation;
rest_handler remove_conversation;

}  // namespace aurawell::net
