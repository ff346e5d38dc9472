#pragma once

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// What a user wants to do with a member.
enum class member_need : unsigned char { view, act, share };

struct member_wish {
  user_id user;
  member_id member;
  member_need need = member_need::act;
  /// Open mode: an unknown member is accepted, and belongs to `user`.
  bool creates_unknown_members = false;
};

/// Returns the member's owner and what `user` may do with it. `ec::user_not_found` if the member
/// belongs to another account and is not shared with `user`; `ec::forbidden` if it is shared, but
/// not for `need`. Writes nothing: the caller must add audit entries.
result<member_access> find_member(account_store& accounts, const member_wish& wish);

}  // namespace aurawell
