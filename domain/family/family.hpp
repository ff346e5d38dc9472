#pragma once

#include "domain/family/member_use.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// Name and relation of a member, not checked yet.
struct member_form {
  std::string name;
  std::string relation;
};

/// Returns all problems. The name must have 1 to 64 characters and not only white space, the
/// relation at most 64.
std::vector<error> check_member(const member_form& form);

/// Adds `fresh` to the account `fresh.key.owner`. `ec::user_exists` if the account can already use
/// a member with this id; `ec::out_of_range` if it has `most` members besides its holder.
result<void> add_family_member(account_store& accounts, const family_member& fresh,
                               std::size_t most);

/// Changes name and relation. `user` must be allowed to act for the member; errors as
/// `find_member`.
result<member_access> change_family_member(account_store& accounts, const user_id& user,
                                           const member_id& member, const member_form& form,
                                           wall_time now);

/// Removes a member and all its data, in parts. Returns the number of removed rows: call it again
/// until that is 0. `ec::invalid_input` for the account's holder, who is removed only with the
/// account.
result<std::size_t> remove_family_member(advice_store& store, const user_id& user,
                                         const member_id& member);

}  // namespace aurawell
