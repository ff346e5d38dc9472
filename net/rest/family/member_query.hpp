#pragma once

#include "domain/family/member_use.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// The member in the query's `member_id`; without it, the caller.
result<member_wish> read_member(const rest_backend& behind, const rest_request& request,
                                const caller& who, member_need need);

}  // namespace aurawell::net
