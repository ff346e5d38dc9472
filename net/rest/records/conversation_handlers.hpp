#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// Conversations of the caller, or of the member that `member_id` names. Another's is as
// if it were not there.

rest_handler make_conversation;
rest_handler list_conversations;
rest_handler read_conversation;
rest_handler remove_conversation;

}  // namespace aurawell::net
