#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// The members of a family: the caller's own, and those that others share.

rest_handler list_family;
rest_handler add_to_family;
rest_handler change_member;
rest_handler remove_member;

// Access for other accounts: offer, acceptance, refusal and end.

rest_handler invite_to_member;
rest_handler list_sent_invitations;
rest_handler list_invitations;
rest_handler accept_invitation;
rest_handler drop_invitation;
rest_handler list_grants;
rest_handler end_access;

}  // namespace aurawell::net
