#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// From nobody to somebody with a token, and back.

rest_answer register_account(const rest_backend& behind, const rest_request& request,
                             const caller& who);
/// An unknown name and a wrong password look the same, and take as long.
rest_answer log_in(const rest_backend& behind, const rest_request& request, const caller& who);
rest_answer refresh_token(const rest_backend& behind, const rest_request& request,
                          const caller& who);
rest_answer log_out(const rest_backend& behind, const rest_request& request, const caller& who);

}  // namespace aurawell::net
