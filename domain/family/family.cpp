#include "domain/family/family.hpp"

#include <algorithm>

#include "domain/family/audited_use.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

constexpr std::size_t most_characters = 64;

}  // namespace

std::vector<error> check_member(const member_form& form) {
  std::vector<error> problems;
  const auto& name = form.name;
  if (name.find_first_not_of(" \t\r\n") == std::string::npos ||
      count_code_points(name) > most_characters) {
    problems.push_back({ec::out_of_range, "name must have 1 to 64 characters"});
  }
  if (count_code_points(form.relation) > most_characters) {
    problems.push_back({ec::out_of_range, "relation must have at most 64 characters"});
  }
  return problems;
}

result<void> add_family_member(account_store& accounts, const family_member& fresh,
                               std::size_t most) {
  const auto& [owner, member] = fresh.key;
  const auto known = accounts.find_access(owner, member);
  if (!known) {
    return known.failure();
  }
  if (known->has_value()) {
    return error{ec::user_exists, "there is a family member of this id already"};
  }
  const auto all = accounts.list_members(owner);
  if (!all) {
    return all.failure();
  }
  const auto own = std::count_if(all->begin(), all->end(), [&](const member_access& one) {
    return one.member.key.owner == fresh.key.owner && !one.member.key.is_holder();
  });
  if (static_cast<std::size_t>(own) >= most) {
    return error{ec::out_of_range, "a family has at most " + std::to_string(most) + " members"};
  }
  return accounts.add_member(fresh);
}

result<member_access> change_family_member(account_store& accounts, const user_id& user,
                                           const member_id& member, const member_form& form,
                                           wall_time now) {
  auto access = use_member(accounts, {user, member, member_need::act}, "edit_member", now);
  if (!access) {
    return access;
  }
  access->member.name = form.name;
  access->member.relation = form.relation;
  const auto renamed = accounts.rename_member(access->member);
  return renamed ? access : result<member_access>{renamed.failure()};
}

result<std::size_t> remove_family_member(advice_store& store, const user_id& user,
                                         const member_id& member) {
  auto& accounts = store.accounts();
  const auto access = find_member(accounts, {user, member, member_need::share});
  if (!access) {
    return access.failure();
  }
  if (access->member.key.is_holder()) {
    return error{ec::invalid_input, "you yourself go only with the account: DELETE /api/v1/user"};
  }
  const auto& key = access->member.key;
  if (const auto some = store.remove_some({key.owner, key.member}); !some || *some > 0) {
    return some;
  }
  const auto removed = accounts.remove_member(key);
  return removed ? result<std::size_t>{0} : removed.failure();
}

}  // namespace aurawell
