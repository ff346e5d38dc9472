#pragma once

#include "domain/family/member_use.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// A member as somebody wants it.
struct member_form {
  std::string name;
  std::string relation;
};

/// 1 to 64 characters that are not all space for the name, up to 64 for the relation.
std::vector<error> check_member(const member_form& form);

/// Adds a member to the account of `fresh.key.owner`. `ec::user_exists` when it may use one
/// of this id already, `ec::out_of_range` when it has `most` members.
result<void> add_family_member(account_store& accounts, const family_member& fresh,
                               std::size_t most);

/// Name and relation of a member that `user` may act for.
result<member_access> change_family_member(account_store& accounts, const user_id& user,
                                           const member_id& member, const member_form& form,
                                           wall_time now);

/// With everything that there is of it; the holder goes only with the account. How many rows
/// are gone; call again until it says 0.
result<std::size_t> remove_family_member(advice_store& store, const user_id& user,
                                         const member_id& member);

}  // namespace aurawell
