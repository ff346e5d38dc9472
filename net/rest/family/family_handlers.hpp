#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// The members of a family: the caller's own, and those that others share.

rest_answer list_family(const rest_backend& behind, const rest_request& request, const caller& who);
rest_answer add_to_family(const rest_backend& behind, const rest_request& request,
                          const caller& who);
rest_answer change_member(const rest_backend& behind, const rest_request& request,
                          const caller& who);
rest_answer remove_member(const rest_backend& behind, const rest_request& request,
                          const caller& who);

// Access for other accounts: offered, accepted or not, and ended.

rest_answer invite_to_member(const rest_backend& behind, const rest_request& request,
                             const caller& who);
rest_answer list_sent_invitations(const rest_backend& behind, const rest_request& request,
                                  const caller& who);
rest_answer list_invitations(const rest_backend& behind, const rest_request& request,
                             const caller& who);
rest_answer accept_invitation(const rest_backend& behind, const rest_request& request,
                              const caller& who);
rest_answer drop_invitation(const rest_backend& behind, const rest_request& request,
                            const caller& who);
rest_answer list_grants(const rest_backend& behind, const rest_request& request, const caller& who);
rest_answer end_access(const rest_backend& behind, const rest_request& request, const caller& who);

}  // namespace aurawell::net
