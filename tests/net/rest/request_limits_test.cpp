#include "net/rest/request_limits.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

guess_attempt at(const std::string& account, const std::string& address,
                 guess secret = guess::sign_in) {
  return {secret, account, address};
}

/// How many attempts are admitted without a wait.
int free_tries(login_limits& limits, const guess_attempt& attempt) {
  int tries = 0;
  for (auto next = attempt; tries < 1'000 && !limits.begin(next); next = attempt) {
    ++tries;
  }
  return tries;
}

TEST(login_limits, count_each_purpose_account_and_address_apart) {
  login_limits limits{{.logins_per_account = 3, .unknown_logins_per_account = 0}};
  for (const auto& one :
       {at("ann", "203.0.113.5"), at("ann", "203.0.113.6"), at("bob", "203.0.113.5"),
        at("ann", "203.0.113.5", guess::own_password), at("ann", "203.0.113.5", guess::reset_code),
        at("ann", ""), at("ann\n203.0.113.5", ""), at("aann", "203.0.113.5")}) {
    EXPECT_EQ(free_tries(limits, one), 3) << one.account << " " << one.address;
  }
}

guess_attempt by_login(const std::string& login, const std::string& address) {
  auto made = at("ann", address, guess::own_password);
  made.login = login;
  return made;
}

TEST(login_limits, count_who_is_signed_in_by_the_login_wherever_it_is) {
  login_limits limits{{.logins_per_account = 3}};
  EXPECT_EQ(free_tries(limits, by_login("l-1", "203.0.113.5")), 3);
  EXPECT_EQ(free_tries(limits, by_login("l-1", "198.51.100.7")), 0) << "a stolen token";
  EXPECT_EQ(free_tries(limits, by_login("l-2", "203.0.113.5")), 3) << "the owner's";
}

/// How many networks, after their first try, may try `again` without a wait.
int networks_with_another_try(login_limits& limits, bool is_known_place) {
  int with_another = 0;
  for (int i = 0; i < 250; ++i) {
    auto next = at("ann", "203.0." + std::to_string(i) + ".5");
    next.is_known_place = is_known_place;
    EXPECT_FALSE(limits.begin(next));
    with_another += limits.begin(next) ? 0 : 1;
  }
  return with_another;
}

TEST(login_limits, have_a_budget_for_an_account_over_all_places_where_it_has_no_login) {
  login_limits limits{{.unknown_logins_per_account = 30}};
  EXPECT_EQ(networks_with_another_try(limits, false), 15);
  EXPECT_EQ(networks_with_another_try(limits, true), 250) << "each by itself";
}

TEST(login_limits, have_a_large_budget_for_each_network_where_the_account_has_a_login) {
  login_limits limits{{.logins_per_account = 3}};
  int tries = 0;
  for (int i = 0; i < 250; ++i) {
    auto next = at("ann", "203.0.113." + std::to_string(i));
    next.is_known_place = true;
    tries += limits.begin(next) ? 0 : 1;
  }
  EXPECT_EQ(tries, 101) << "and one of the network as a whole";
}

TEST(login_limits, forgive_an_address_for_an_account) {
  login_limits limits{{.logins_per_account = 3, .unknown_logins_per_account = 4}};
  const auto ann = at("ann", "203.0.113.5");
  EXPECT_EQ(free_tries(limits, ann), 3);
  limits.clear_failures("ann", "203.0.113.5");
  EXPECT_EQ(free_tries(limits, ann), 1) << "too many have tried: the network has one";
  limits.clear_failures("ann", "203.0.113.5");
  EXPECT_EQ(free_tries(limits, ann), 1);
}

TEST(login_limits, send_an_account_a_few_codes_in_a_day) {
  login_limits limits{{}};
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(limits.take_code({"ann"}));
  }
  EXPECT_TRUE(limits.take_code({"ann"}));
  EXPECT_FALSE(limits.take_code({"bob"}));
}

TEST(login_limits, forgive_who_was_right) {
  login_limits limits{{.logins_per_account = 3, .unknown_logins_per_account = 0}};
  const auto ann = at("ann", "203.0.113.5");
  free_tries(limits, ann);
  limits.was_right(ann);
  EXPECT_EQ(free_tries(limits, ann), 3);
}

TEST(login_limits, keep_no_more_of_a_name_than_a_name_can_have) {
  login_limits limits{{.logins_per_account = 1, .unknown_logins_per_account = 0}};
  const std::string endless(1'000'000, 'a');
  EXPECT_EQ(free_tries(limits, at(endless, "203.0.113.5")), 1);
  EXPECT_EQ(free_tries(limits, at(endless + "b", "203.0.113.5")), 0) << "no account has either";
}

TEST(login_limits, limit_an_address_over_all_accounts) {
  login_limits limits{{.logins_per_address = 2}};
  EXPECT_FALSE(limits.take_address("203.0.113.5"));
  EXPECT_FALSE(limits.take_address("203.0.113.5"));
  EXPECT_TRUE(limits.take_address("203.0.113.5"));
  EXPECT_FALSE(limits.take_address("203.0.113.6"));
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(limits.take_address("")) << "it is not known";
  }
}

TEST(login_limits, follow_changed_settings) {
  rest_options options{.logins_per_account = 3, .unknown_logins_per_account = 0};
  login_limits limits{options};
  options.logins_per_account = 0;
  limits.set_limits(options);
  EXPECT_EQ(free_tries(limits, at("ann", "")), 1'000);
}

TEST(login_limits, limit_exports_and_invitations_by_themselves) {
  login_limits limits{{.exports_per_account = 1, .invitation_tries = 2}};
  EXPECT_FALSE(limits.take_export({"ann"}));
  EXPECT_TRUE(limits.take_export({"ann"}));
  EXPECT_FALSE(limits.take_invitation({"ann"}));
  EXPECT_FALSE(limits.take_invitation({"ann"}));
  EXPECT_TRUE(limits.take_invitation({"ann"}));
  EXPECT_FALSE(limits.take_invitation({"bob"}));
}

}  // namespace
}  // namespace aurawell::net
