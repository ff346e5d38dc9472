#pragma once

#include <chrono>

#include "domain/family/member_use.hpp"

namespace aurawell {

/// An access that `from` offers to somebody else.
struct invitation_wish {
  user_id from;
  member_id member;
  /// User name of the other. No address: nobody has verified whose it is, and the answer would
  /// say whether it is known.
  std::string to;
  member_role role = member_role::viewer;
  /// Invitations to this member that may wait at the same time.
  std::size_t most = 10;
  /// The same of the one who invites, and to the one who is invited.
  std::size_t most_from = 50;
  std::size_t most_to = 100;
  std::chrono::milliseconds lifetime{0};
};

/// Takes the place of an earlier one to the same account. `ec::user_not_found` for a
/// member that is not there, or nobody of this name; `ec::bad_format` for what is no user name;
/// `ec::out_of_range` past one of the bounds.
result<member_invitation> invite(account_store& accounts, const invitation_wish& wish,
                                 wall_time now);

/// For the owner of the member.
result<std::vector<member_invitation>> invitations_for(account_store& accounts, const user_id& user,
                                                       const member_id& member, wall_time now);
result<std::vector<member_grant>> grants_for(account_store& accounts, const user_id& user,
                                             const member_id& member);

/// What was offered to `user` becomes its own. An invitation to somebody else is not there.
result<member_access> accept_invitation(account_store& accounts, const user_id& user,
                                        std::string_view id, wall_time now);

/// Whom it was sent to declines, who sent it takes it back.
result<void> drop_invitation(account_store& accounts, const user_id& user, std::string_view id,
                             wall_time now);

/// The owner takes access away from `from`, or `from` itself gives it up.
result<void> end_access(account_store& accounts, const user_id& user, const member_id& member,
                        const user_id& from, wall_time now);

}  // namespace aurawell
