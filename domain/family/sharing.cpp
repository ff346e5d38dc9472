#include "domain/family/sharing.hpp"

#include <utility>

#include "domain/random_name.hpp"
#include "domain/sign_in/registration.hpp"

namespace aurawell {
namespace {

error no_invitation() {
  return {ec::user_not_found, "there is no such invitation; it may have expired"};
}

result<member_access> shared_by(account_store& accounts, const user_id& user,
                                const member_id& member) {
  return find_member(accounts, {user, member, member_need::share});
}

/// The account that the wish names. It must not be the one that invites.
result<user_id> find_invited(account_store& accounts, const invitation_wish& wish) {
  if (!is_username(wish.to)) {
    return error{ec::bad_format, "username must be the user name of the other"};
  }
  const auto found = accounts.find_login(wish.to);
  if (!found) {
    return found.failure();
  }
  if (!found->has_value()) {
    return error{ec::user_not_found, "nobody of this name is registered here"};
  }
  if ((*found)->user == wish.from) {
    return error{ec::invalid_input, "you cannot invite yourself"};
  }
  return (*found)->user;
}

/// The invitation that is there, if it is about `user`.
result<member_invitation> find_own(account_store& accounts, const user_id& user,
                                   std::string_view id, wall_time now, bool also_sent) {
  auto found = accounts.find_invitation(id, now);
  if (!found) {
    return found.failure();
  }
  if (!found->has_value() ||
      ((*found)->to != user && !(also_sent && (*found)->member.owner == user))) {
    return no_invitation();
  }
  return **std::move(found);
}

/// Makes room for an invitation of `to`.
result<void> replace_former(account_store& accounts, const member_key& member, const user_id& to,
                            std::size_t most, wall_time now) {
  const auto waiting = accounts.invitations_for(member, now);
  if (!waiting) {
    return waiting.failure();
  }
  auto others = waiting->size();
  for (const auto& one : *waiting) {
    if (one.to == to) {
      --others;
      if (auto removed = accounts.remove_invitation(one.id); !removed) {
        return removed;
      }
    }
  }
  if (others >= most) {
    return error{ec::out_of_range, std::to_string(most) +
                                       " invitations to this family member wait for an answer; "
                                       "take one back first"};
  }
  return {};
}

/// Whether one more fits, after one that it replaces is gone.
result<void> check_numbers(account_store& accounts, const invitation_wish& wish, const user_id& to,
                           wall_time now) {
  const auto waiting = accounts.count_invitations(wish.from, to, now);
  if (!waiting) {
    return waiting.failure();
  }
  if (waiting->from >= wish.most_from) {
    return error{ec::out_of_range, std::to_string(wish.most_from) +
                                       " of your invitations wait for an answer; take one back "
                                       "first"};
  }
  if (waiting->to >= wish.most_to) {
    return error{ec::out_of_range, "too many invitations wait for this person's answer"};
  }
  return {};
}

}  // namespace

result<member_invitation> invite(account_store& accounts, const invitation_wish& wish,
                                 wall_time now) {
  const auto access = shared_by(accounts, wish.from, wish.member);
  if (!access) {
    return access.failure();
  }
  auto to = find_invited(accounts, wish);
  if (!to) {
    return to.failure();
  }
  const auto& member = access->member;
  if (const auto room = replace_former(accounts, member.key, *to, wish.most, now); !room) {
    return room.failure();
  }
  if (const auto room = check_numbers(accounts, wish, *to, now); !room) {
    return room.failure();
  }
  member_invitation fresh;
  fresh.id = random_name("inv_");
  fresh.member = member.key;
  fresh.to = *std::move(to);
  fresh.role = wish.role;
  fresh.created_at = now;
  fresh.expires_at = now + wish.lifetime;
  for (const auto& step : {accounts.add_invitation(fresh),
                           accounts.add_audit({now, wish.from, member.key, "invite"})}) {
    if (!step) {
      return step.failure();
    }
  }
  fresh.member_name = member.name;
  return fresh;
}

result<std::vector<member_invitation>> invitations_for(account_store& accounts, const user_id& user,
                                                       const member_id& member, wall_time now) {
  const auto access = shared_by(accounts, user, member);
  return access ? accounts.invitations_for(access->member.key, now)
                : result<std::vector<member_invitation>>{access.failure()};
}

result<std::vector<member_grant>> grants_for(account_store& accounts, const user_id& user,
                                             const member_id& member) {
  const auto access = shared_by(accounts, user, member);
  return access ? accounts.grants_of(access->member.key)
                : result<std::vector<member_grant>>{access.failure()};
}

result<member_access> accept_invitation(account_store& accounts, const user_id& user,
                                        std::string_view id, wall_time now) {
  const auto offered = find_own(accounts, user, id, now, false);
  if (!offered) {
    return offered.failure();
  }
  const auto& member = offered->member;
  const auto known = accounts.find_access(user, member.member);
  if (!known) {
    return known.failure();
  }
  if (known->has_value() && (*known)->member.key != member) {
    return error{ec::user_exists, "you can use another family member of this id already"};
  }
  for (const auto& step :
       {accounts.set_grant({member, user, {}, offered->role, now}), accounts.remove_invitation(id),
        accounts.add_audit({now, user, member, "accept_invitation"})}) {
    if (!step) {
      return step.failure();
    }
  }
  return find_member(accounts, {user, member.member, member_need::view});
}

result<void> drop_invitation(account_store& accounts, const user_id& user, std::string_view id,
                             wall_time now) {
  const auto found = find_own(accounts, user, id, now, true);
  if (!found) {
    return found.failure();
  }
  if (auto removed = accounts.remove_invitation(id); !removed) {
    return removed;
  }
  const auto* action = found->to == user ? "decline_invitation" : "take_back_invitation";
  return accounts.add_audit({now, user, found->member, action});
}

result<void> end_access(account_store& accounts, const user_id& user, const member_id& member,
                        const user_id& from, wall_time now) {
  const auto need = user == from ? member_need::view : member_need::share;
  const auto access = find_member(accounts, {user, member, need});
  if (!access) {
    return access.failure();
  }
  const auto removed = accounts.remove_grant(access->member.key, from);
  if (!removed) {
    return removed.failure();
  }
  if (!*removed) {
    return error{ec::user_not_found, "this account has no access to the family member"};
  }
  return accounts.add_audit({now, user, access->member.key, user == from ? "leave" : "end_access"});
}

}  // namespace aurawell
