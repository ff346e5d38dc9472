#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// What is kept about the caller: who used it, all of it, none of it any more.

rest_answer list_audit(const rest_backend& behind, const rest_request& request, const caller& who);
rest_answer export_account(const rest_backend& behind, const rest_request& request,
                           const caller& who);
/// Own accounts must show their password.
rest_answer erase_account(const rest_backend& behind, const rest_request& request,
                          const caller& who);

}  // namespace aurawell::net
