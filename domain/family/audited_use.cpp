#include "domain/family/audited_use.hpp"

namespace aurawell {

result<member_access> use_member(account_store& accounts, const member_wish& wish,
                                 std::string_view action, wall_time now) {
  auto access = find_member(accounts, wish);
  if (!access || access->member.key.owner == wish.user) {
    return access;
  }
  const auto noted = accounts.add_audit({now, wish.user, access->member.key, std::string{action}});
  return noted ? access : result<member_access>{noted.failure()};
}

result<bool> lacks_audit(account_store& accounts, const audit_entry& use) {
  if (use.member.owner == use.actor) {
    return false;
  }
  const auto known = accounts.has_audit(use, use.at - audited_as_one);
  return known ? result<bool>{!*known} : known;
}

result<void> note_read(account_store& accounts, const audit_entry& use) {
  const auto is_missing = lacks_audit(accounts, use);
  if (!is_missing) {
    return is_missing.failure();
  }
  return *is_missing ? accounts.add_audit(use) : result<void>{};
}

}  // namespace aurawell
