#include "domain/account/audited_use.hpp"

namespace aurawell {

result<member_access> use_member(account_store& accounts, const member_wish& wish,
                                 std::string_view action, wall_time now) {
  auto access = find_member(accounts, wish);
  if (!access || access->who.key.owner == wish.who) {
    return access;
  }
  const auto noted = accounts.add_audit({now, wish.who, access->who.key, std::string{action}});
  return noted ? access : result<member_access>{noted.failure()};
}

}  // namespace aurawell
