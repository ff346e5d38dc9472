#pragma once

#include <chrono>

#include "domain/family/member_use.hpp"

namespace aurawell {

/// An access to `member` that `from` offers to another account.
struct invitation_wish {
  user_id from;
  member_id member;
  /// User name of the invited account. Not an address: addresses are not verified, and the reply
  /// would reveal whether an address is registered.
  std::string to;
  member_role role = member_role::viewer;
  /// Limit of invitations to this member that wait for a reply.
  std::size_t most = 10;
  /// The same for all invitations of `from`, and for all to the invited account.
  std::size_t most_from = 50;
  std::size_t most_to = 100;
  std::chrono::milliseconds lifetime{0};
};

/// Replaces an earlier invitation of the same account to the same member. `ec::user_not_found` if
/// there is no such member or user name; `ec::bad_format` if `wish.to` is not a user name;
/// `ec::invalid_input` if it is the user name of `wish.from`; `ec::out_of_range` at one of the
/// limits.
result<member_invitation> invite(account_store& accounts, const invitation_wish& wish,
                                 wall_time now);

/// `user` must be allowed to share the member; errors as `find_member`.
result<std::vector<member_invitation>> invitations_for(account_store& accounts, const user_id& user,
                                                       const member_id& member, wall_time now);
result<std::vector<member_grant>> grants_for(account_store& accounts, const user_id& user,
                                             const member_id& member);

/// Gives `user` the access that the invitation offers. `ec::user_not_found` if the invitation has
/// expired or is for another account; `ec::user_exists` if `user` can already use another member
/// with this id.
result<member_access> accept_invitation(account_store& accounts, const user_id& user,
                                        std::string_view id, wall_time now);

/// The invited account declines the invitation, or the owner of the member withdraws it.
/// `ec::user_not_found` for any other `user`.
result<void> drop_invitation(account_store& accounts, const user_id& user, std::string_view id,
                             wall_time now);

/// Ends the access of `from` to the member. `user` is `from`, or is allowed to share the member.
result<void> end_access(account_store& accounts, const user_id& user, const member_id& member,
                        const user_id& from, wall_time now);

}  // namespace aurawell
