#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/account_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/backends.hpp"

namespace aurawell {

inline wall_time at(int second) {
  return wall_time{std::chrono::seconds{1'700'000'000 + second}};
}

inline member_key member(std::string owner, std::string id) {
  return {{std::move(owner)}, {std::move(id)}};
}

inline account person(std::string id, std::string name, std::string email) {
  return {{std::move(id)}, std::move(name), std::move(email), "$argon2id$…", at(0)};
}

inline health::profile aged(int years) {
  health::profile user;
  user.age_years = years;
  return user;
}

inline member_invitation invitation(std::string id, member_key of, std::string to) {
  member_invitation fresh;
  fresh.id = std::move(id);
  fresh.member = std::move(of);
  fresh.to = {std::move(to)};
  fresh.created_at = at(0);
  fresh.expires_at = at(100);
  return fresh;
}

/// What every backend owes to the callers of its account store.
template <class Backend>
class account_store_contract : public testing::Test {
 protected:
  advice_store& conversations() { return backend_.get(); }
  account_store& store() { return backend_.get().accounts(); }

  /// "owner/member as role" of each, in order.
  std::vector<std::string> members_of(const std::string& user) {
    std::vector<std::string> all;
    const auto listed = store().list_members({user});
    EXPECT_TRUE(listed);
    for (const auto& one : listed ? *listed : std::vector<member_access>{}) {
      all.push_back(one.member.key.owner.value + "/" + one.member.key.member.value + " as " +
                    std::string{to_string(one.role)});
    }
    return all;
  }

  void share(const member_key& member, const std::string& user, member_role role) {
    ASSERT_TRUE(store().set_grant({member, {user}, {}, role, at(0)}));
  }

  void ask(const std::string& request, const conversation_key& key, const std::string& asker) {
    auto asked = test_support::question(request, request + " asked", key);
    asked.asked_by = {asker};
    ASSERT_TRUE(conversations().save_question(asked));
    auto answered = test_support::answer(request, request + " answered", key);
    answered.asked_by = {asker};
    ASSERT_TRUE(conversations().save_answer(answered));
  }

 private:
  Backend backend_;
};

TYPED_TEST_SUITE(account_store_contract, test_support::backends, test_support::backend_names);

}  // namespace aurawell
