#pragma once

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// What somebody wants to do with a member.
enum class member_need : unsigned char { view, act, share };

struct member_wish {
  user_id user;
  member_id member;
  member_need need = member_need::act;
  /// Members that nobody has heard of belong to who asks for them, as in open mode.
  bool makes_members = false;
};

/// Whose member it is and what `user` may do with it. Another's member that is not shared
/// does not exist: `ec::user_not_found`. One that is, but not for this: `ec::forbidden`.
/// Only reads; what must be audited is the caller's to write.
result<member_access> find_member(account_store& accounts, const member_wish& wish);

}  // namespace aurawell
