#include "net/auth/tokens/token_gatekeeper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/net/auth/tokens/token_gatekeeper_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TEST_F(gatekeeping_by_secret, tells_logins_apart) {
  const auto login = [&](const std::string& more) {
    return gate()
        .authenticate(token_with(R"({"alg":"HS256"})", key(), claims_of("ann", more)), ann, noon)
        ->login;
  };
  EXPECT_EQ(login(R"(,"sid":"s-1","jti":"j-1")"), "s-1");
  EXPECT_EQ(login(R"(,"jti":"j-1")"), "j-1");
  EXPECT_EQ(login(""), login(""));
  EXPECT_NE(login(""), login(R"(,"n":1)"));
  EXPECT_NE(login(R"(,"sid":"*")"), "*") << "that would be every login";
  EXPECT_NE(login(R"(,"sid":"a b")"), login(R"(,"sid":"a c")"));
}

TEST_F(gatekeeping_by_secret, gives_another_token_of_the_same_login) {
  const auto first = issued();
  const auto second = gate().reissue(first, noon + 59min);
  ASSERT_TRUE(second) << second.failure().detail;
  EXPECT_NE(second->text, first);
  EXPECT_EQ(second->expires_in, 1h);
  const auto before = gate().authenticate(first, ann, noon);
  const auto after = gate().authenticate(second->text, ann, noon + 59min);
  EXPECT_EQ(after->login, before->login);
  EXPECT_EQ(after->expires_at, noon + 59min + 1h + 30s);
  EXPECT_EQ(verdict(first), good) << "it still counts until it ends";
}

TEST_F(gatekeeping_by_secret, lets_a_login_last_only_so_long) {
  options.login_ttl = 90min;
  const auto first = issued();
  const auto second = gate().reissue(first, noon + 1h);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->expires_in, 30min) << "not beyond the login";
  const auto third = gate().reissue(second->text, noon + 90min);
  ASSERT_FALSE(third);
  EXPECT_EQ(third.failure().code, ec::token_expired);
}

TEST_F(gatekeeping_by_secret, renews_only_good_tokens_of_its_own) {
  EXPECT_EQ(gate().reissue(issued(), noon + 2h).failure().code, ec::token_expired);
  EXPECT_EQ(gate().reissue("x", noon).failure().code, ec::token_invalid);
  const auto foreign = token_with(R"({"alg":"HS256"})", key(), claims_of("ann"));
  EXPECT_EQ(gate().reissue(foreign, noon).failure().code, ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, revokes_all_tokens_of_a_login) {
  const auto first = issued();
  const auto second = gate().reissue(first, noon)->text;
  const auto other = issued();
  const auto admitted = *gate().authenticate(first, ann, noon);
  EXPECT_FALSE(gate().is_revoked(admitted));
  const auto revocation = gate().revocation_of(admitted, noon);
  EXPECT_EQ(revocation.login, admitted.login);
  EXPECT_EQ(revocation.user, ann);
  EXPECT_GE(revocation.until, noon + options.login_ttl);
  gate().revoke(revocation);
  EXPECT_TRUE(gate().is_revoked(admitted));
  EXPECT_EQ(verdict(first), ec::token_invalid);
  EXPECT_THAT(why(second), HasSubstr("signed out"));
  EXPECT_FALSE(gate().reissue(second, noon));
  EXPECT_EQ(verdict(other), good);
}

TEST_F(gatekeeping_by_secret, ends_every_login_that_has_begun_but_one) {
  const auto first = issued();
  const auto spared = issued();
  const auto admitted = *gate().authenticate(spared, ann, noon);
  gate().revoke(gate().revocation_of_all(ann, admitted.login, noon + 700ms));
  EXPECT_EQ(verdict(first), ec::token_invalid);
  EXPECT_FALSE(gate().reissue(first, noon));
  EXPECT_EQ(verdict(spared), good);
  EXPECT_EQ(verdict(gate().reissue(spared, noon)->text), good) << "it goes on";
  EXPECT_FALSE(gate().is_revoked(admitted));
}

TEST_F(gatekeeping_by_secret, lets_people_in_again_in_the_second_in_which_all_ended) {
  gate().revoke(gate().revocation_of_all(ann, "", noon));
  const auto token = issued();
  EXPECT_EQ(verdict(token), good) << "tokens tell the time in whole seconds";
  const auto admitted = gate().authenticate(token, ann, noon);
  ASSERT_TRUE(admitted);
  EXPECT_FALSE(gate().is_revoked(*admitted));
  EXPECT_TRUE(gate().reissue(token, noon));
}

TEST_F(gatekeeping_by_secret, ends_logins_that_began_since_the_last_end_in_the_same_second) {
  gate().revoke(gate().revocation_of_all(ann, "", noon));
  const auto token = issued();
  const auto spared = issued();
  ASSERT_EQ(verdict(token), good);
  const auto admitted = *gate().authenticate(spared, ann, noon);
  gate().revoke(gate().revocation_of_all(ann, admitted.login, noon + 300ms));
  EXPECT_EQ(verdict(token), ec::token_invalid);
  EXPECT_EQ(verdict(spared), good);
  EXPECT_EQ(verdict(issued()), good) << "and the next one counts again";
}

TEST_F(gatekeeping_by_secret, keeps_it_for_years_that_every_login_has_ended) {
  constexpr auto ten_years = std::chrono::hours{10 * 365 * 24};
  EXPECT_EQ(gate().revocation_of_all(ann, "", noon).until, noon + ten_years);
  EXPECT_EQ(gate().revocation_of({ann, {}, "*"}, noon).until, noon + ten_years);
}

TEST_F(gatekeeping_by_secret, keeps_a_revocation_that_another_takes_back) {
  const auto token = issued();
  const auto revocation = gate().revocation_of(*gate().authenticate(token, ann, noon), noon);
  gate().revoke(revocation);
  gate().revoke(revocation);
  gate().reinstate(revocation);
  EXPECT_EQ(verdict(token), ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, ends_tokens_of_others_by_when_they_were_issued) {
  const auto older =
      token_with(R"({"alg":"HS256"})", key(), claims_of("ann", R"(,"iat":1799999990)"));
  const auto newer =
      token_with(R"({"alg":"HS256"})", key(), claims_of("ann", R"(,"iat":1800000002)"));
  const auto unknown = token_with(R"({"alg":"HS256"})", key(), claims_of("ann"));
  gate().revoke(gate().revocation_of_all(ann, "", noon));
  EXPECT_EQ(verdict(older), ec::token_invalid);
  EXPECT_EQ(verdict(unknown), ec::token_invalid);
  EXPECT_EQ(verdict(newer), good);
}

TEST_F(gatekeeping_by_secret, revokes_long_tokens_of_others_until_they_end) {
  const auto token = token_with(R"({"alg":"HS256"})", key(),
                                R"({"sub":"ann","iss":"aurawell","aud":"aurawell","exp":8e9})");
  const auto admitted = *gate().authenticate(token, ann, noon);
  EXPECT_GE(gate().revocation_of(admitted, noon).until, wall_time{8'000'000'000s});
}

TEST_F(gatekeeping_by_secret, can_take_a_revocation_back) {
  const auto token = issued();
  const auto revocation = gate().revocation_of(*gate().authenticate(token, ann, noon), noon);
  gate().revoke(revocation);
  EXPECT_EQ(verdict(token), ec::token_invalid);
  gate().reinstate(revocation);
  EXPECT_EQ(verdict(token), good);
}

TEST_F(gatekeeping_by_secret, knows_an_erased_user_by_another_name) {
  const auto token = issued();
  gate().revoke({{"*", {"~" + ann.value}, noon + 1h}},
                [](const user_id& user) { return "~" + user.value; });
  EXPECT_EQ(verdict(token), ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, revokes_nothing_of_who_has_no_login) {
  gate().revoke({"", ann, noon + 1h});
  EXPECT_EQ(verdict(issued()), good);
  EXPECT_FALSE(gate().is_revoked({ann}));
}

}  // namespace
}  // namespace aurawell::net
