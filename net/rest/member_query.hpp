#pragma once

#include "domain/account/member_use.hpp"
#include "domain/ports/store_access.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// Whom the query's `member_id` means; without one, who asks.
result<member_wish> read_member(const rest_backend& behind, const rest_request& request,
                                const caller& who, member_need need);

/// How to ask the store for something that only reads: the use of another's member is
/// written down with it, and only the asker's own name rules that out beforehand.
inline store_use use_for(const member_wish& wish) noexcept {
  return wish.member.value == wish.who.value ? store_use::reads : store_use::writes;
}

}  // namespace aurawell::net
