#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// The caller's logins: which there are, and the end of one or of all.

rest_answer list_logins(const rest_backend& behind, const rest_request& request, const caller& who);
rest_answer end_login(const rest_backend& behind, const rest_request& request, const caller& who);
/// The caller's own too.
rest_answer log_out_everywhere(const rest_backend& behind, const rest_request& request,
                               const caller& who);

}  // namespace aurawell::net
