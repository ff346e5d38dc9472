#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

/// Of the caller's own account. Every other login ends.
rest_answer change_password(const rest_backend& behind, const rest_request& request,
                            const caller& who);

/// Sends a code for a new password to the account's holder. The answer is the same, and as fast,
/// whether there is such an account or not.
rest_answer send_reset_code(const rest_backend& behind, const rest_request& request,
                            const caller& who);

/// A new password for who has a code. Every login ends.
rest_answer reset_password(const rest_backend& behind, const rest_request& request,
                           const caller& who);

}  // namespace aurawell::net
