#include "net/auth/identify.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_gatekeeper.hpp"

namespace aurawell::net {
namespace {

using kind = gateway_word::kind;

class identify_caller : public ::testing::Test {
 protected:
  result<caller> ask(const gateway_word& gateway, std::string_view token, const char* named) const {
    return identify(gate, token, gateway, {named}, wall_time{});
  }

  void expect_refused(const gateway_word& gateway, std::string_view token, const char* named,
                      ec code) const {
    const auto admitted = ask(gateway, token, named);
    ASSERT_FALSE(admitted) << admitted->user.value;
    EXPECT_EQ(admitted.failure().code, code) << admitted.failure().detail;
    EXPECT_LE(admitted.failure().detail.size(), 123U) << "it must fit into a close frame";
  }

  test_support::fake_gatekeeper gate;
  const gateway_word vouches{kind::vouches, {"ann"}};
};

TEST_F(identify_caller, without_a_gateway_is_the_gatekeepers) {
  EXPECT_EQ(ask({}, "", "ann")->user.value, "ann");
  EXPECT_EQ(ask({}, "token-of-ann", "")->user.value, "ann");
  expect_refused({}, "token-of-ann", "bob", ec::token_invalid);
  expect_refused({}, "", "", ec::authentication_required);
}

TEST_F(identify_caller, behind_a_gateway_is_for_its_user) {
  for (const auto* named : {"", "ann"}) {
    const auto admitted = ask(vouches, "", named);
    ASSERT_TRUE(admitted);
    EXPECT_EQ(admitted->user.value, "ann");
    EXPECT_FALSE(admitted->is_operator);
    EXPECT_FALSE(admitted->expires_at);
  }
  EXPECT_TRUE(ask({kind::vouches, {"operator"}}, "", "")->is_operator);
}

TEST_F(identify_caller, behind_a_gateway_is_for_nobody_else) {
  expect_refused(vouches, "", "bob", ec::forbidden);
  expect_refused(vouches, "", "Ann", ec::forbidden);
  expect_refused(vouches, "token-of-bob", "bob", ec::forbidden);
  expect_refused(vouches, "token-of-bob", "", ec::token_invalid);
  expect_refused(vouches, "nonsense", "ann", ec::token_invalid);
  EXPECT_EQ(ask(vouches, "token-of-ann", "ann")->login, "login-of-ann");
}

TEST_F(identify_caller, follows_the_refusal_of_a_gateway_whatever_else_came) {
  const gateway_word refused{kind::refused, {}, {ec::bad_format, "two of them"}};
  expect_refused(refused, "", "ann", ec::bad_format);
  expect_refused(refused, "token-of-ann", "ann", ec::bad_format);
}

TEST_F(identify_caller, behind_an_unproven_gateway_needs_a_token) {
  const gateway_word unproven{kind::unproven};
  expect_refused(unproven, "", "ann", ec::authentication_required);
  expect_refused(unproven, "nonsense", "ann", ec::token_invalid);
  EXPECT_EQ(ask(unproven, "token-of-ann", "ann")->user.value, "ann");
  gate.open = false;
  expect_refused(unproven, "", "ann", ec::authentication_required);
}

}  // namespace
}  // namespace aurawell::net
