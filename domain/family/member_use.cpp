#include "domain/family/member_use.hpp"

#include <utility>

namespace aurawell {
namespace {

bool allows(member_role role, member_need need) noexcept {
  switch (need) {
    case member_need::view: return true;
    case member_need::act: return may_act(role);
    case member_need::share: return may_share(role);
  }
  return false;
}

}  // namespace

result<member_access> find_member(account_store& accounts, const member_wish& wish) {
  auto found = accounts.find_access(wish.user, wish.member);
  if (!found) {
    return found.failure();
  }
  if (!found->has_value()) {
    if (wish.creates_unknown_members) {
      return member_access{{{wish.user, wish.member}, {}, {}, {}}, member_role::owner};
    }
    return error{ec::user_not_found, "there is no such family member"};
  }
  if (!allows((*found)->role, wish.need)) {
    return error{ec::forbidden, "this family member is shared with you as a " +
                                    std::string{to_string((*found)->role)} +
                                    ", which is too little"};
  }
  return **std::move(found);
}

}  // namespace aurawell
