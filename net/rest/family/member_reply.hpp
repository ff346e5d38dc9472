#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "domain/family/audited_use.hpp"
#include "domain/family/member_use.hpp"
#include "net/rest/route.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {

/// The member in the query's `member_id`; without it, the caller.
result<member_wish> read_member(const rest_backend& behind, const rest_request& request,
                                const caller& requester, member_need need);

/// A read of a member's data, and its name in the audit.
struct member_look {
  member_wish wish;
  std::string action;
  wall_time now;
};

template <class T>
using member_finder = std::function<result<T>(advice_store&, const member_key&)>;

/// A reply with the result of `find` for the member. Use of another account's member is recorded in
/// the audit before the reply, unless it was recorded a short time ago: so only the first of many
/// reads waits for a write.
template <class T>
pending_reply reply_from_member(store_access& store, store_asker asker, member_look look,
                                member_finder<T> find,
                                std::function<http_reply(const T&, wall_time)> write) {
  struct seen {
    T found;
    /// An entry that must still be recorded.
    std::optional<audit_entry> use;
  };
  const auto read = [look, find = std::move(find)](advice_store& all) -> result<seen> {
    const auto access = find_member(all.accounts(), look.wish);
    if (!access) {
      return access.failure();
    }
    auto found = find(all, access->member.key);
    if (!found) {
      return found.failure();
    }
    const audit_entry use{look.now, look.wish.user, access->member.key, look.action};
    const auto missing = lacks_audit(all.accounts(), use);
    if (!missing) {
      return missing.failure();
    }
    return seen{std::move(found).value(), *missing ? std::optional{use} : std::nullopt};
  };
  return [&store, asker = std::move(asker), read, wish = look.wish,
          write = std::move(write)](reply_receiver then) {
    ask_store<seen>(store, store_use::reads, asker, read,
                    [&store, asker, write, wish, then = std::move(then)](result<seen> outcome) {
                      if (!outcome) {
                        then(failure_maker(outcome.failure()));
                        return;
                      }
                      auto reply = [write, found = std::move(outcome->found)](wall_time now) {
                        return write(found, now);
                      };
                      if (!outcome->use) {
                        then(std::move(reply));
                        return;
                      }
                      // The access or the account may have been removed since the read.
                      const auto note = [use = *outcome->use,
                                         wish](advice_store& all) -> result<void> {
                        const auto access = find_member(all.accounts(), wish);
                        return access ? note_read(all.accounts(), use) : access.failure();
                      };
                      store.write(asker, note, [reply, then](const result<void>& noted) {
                        then(noted ? reply_maker{reply} : failure_maker(noted.failure()));
                      });
                    });
  };
}

}  // namespace aurawell::net
