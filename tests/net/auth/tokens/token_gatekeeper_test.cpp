#include "net/auth/tokens/token_gatekeeper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "net/auth/tokens/base64url.hpp"
#include "tests/net/auth/tokens/token_gatekeeper_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using mode = token_gatekeeper::mode;

TEST_F(gatekeeping_by_secret, knows_the_callers_of_its_own_tokens) {
  options.operators = {"bob"};
  const auto admitted = gate().authenticate(issued(), ann, noon);
  ASSERT_TRUE(admitted) << admitted.failure().detail;
  EXPECT_EQ(admitted->user, ann);
  EXPECT_EQ(admitted->expires_at, noon + 1h + 30s);
  EXPECT_NE(admitted->login, "");
  EXPECT_FALSE(admitted->is_operator);
  EXPECT_TRUE(gate().authenticate(issued(bob), {}, noon)->is_operator);
}

TEST_F(gatekeeping_by_secret, asks_for_a_token) {
  EXPECT_FALSE(gate().is_open());
  EXPECT_EQ(verdict(""), ec::authentication_required);
}

TEST_F(gatekeeping_by_secret, keeps_a_token_to_its_user) {
  EXPECT_EQ(verdict(issued(bob)), ec::token_invalid);
  EXPECT_EQ(why(issued(bob)), "the token belongs to another user");
}

TEST_F(gatekeeping_by_secret, lets_tokens_end_after_the_leeway) {
  const auto token = issued();
  EXPECT_EQ(verdict(token, noon + 1h + 29s), good);
  EXPECT_EQ(verdict(token, noon + 1h + 30s), ec::token_expired);
}

TEST_F(gatekeeping_by_secret, sees_every_change_of_a_token) {
  const auto token = issued();
  ASSERT_EQ(verdict(token), good);
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (const char other : {'A', 'z', '0', '-', '.', '=', ' ', '\0'}) {
      if (token[i] != other) {
        auto changed = token;
        changed[i] = other;
        EXPECT_EQ(verdict(changed), ec::token_invalid) << i << " " << other;
      }
    }
    EXPECT_NE(verdict(token.substr(0, i)), good) << i;
    EXPECT_NE(verdict(token.substr(i + 1)), good) << i;
  }
}

TEST_F(gatekeeping_by_secret, puts_no_parts_of_two_tokens_together) {
  const auto parts = [](const std::string& token) {
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    return std::array{token.substr(0, first), token.substr(first + 1, last - first - 1),
                      token.substr(last + 1)};
  };
  const auto one = parts(issued());
  const auto other = parts(issued());
  EXPECT_EQ(verdict(one[0] + "." + one[1] + "." + one[2]), good);
  EXPECT_EQ(verdict(one[0] + "." + other[1] + "." + one[2]), ec::token_invalid);
  EXPECT_EQ(verdict(one[0] + "." + one[1] + "." + other[2]), ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, refuses_tokens_that_nobody_has_signed) {
  for (const auto* header : {R"({"alg":"none"})", R"({"alg":"nOnE","typ":"JWT"})"}) {
    const auto text = base64url_encode(header) + "." + base64url_encode(claims_of("ann")) + ".";
    EXPECT_EQ(verdict(text), ec::token_invalid);
    EXPECT_EQ(verdict(text + base64url_encode(key().sign(text))), ec::token_invalid);
  }
}

TEST_F(gatekeeping_by_secret, refuses_other_keys_issuers_and_audiences) {
  const auto hs256 = R"({"alg":"HS256"})";
  EXPECT_EQ(verdict(token_with(hs256, key(), claims_of("ann"))), good);
  EXPECT_EQ(verdict(token_with(hs256, signature_key::random(), claims_of("ann"))),
            ec::token_invalid);
  EXPECT_THAT(
      why(token_with(hs256, key(), R"({"sub":"ann","iss":"x","aud":"aurawell","exp":9e9})")),
      HasSubstr("issuer"));
  EXPECT_THAT(
      why(token_with(hs256, key(), R"({"sub":"ann","iss":"aurawell","aud":"x","exp":9e9})")),
      HasSubstr("audience"));
  EXPECT_THAT(why(token_with(hs256, key(), R"({"iss":"aurawell","aud":"aurawell","exp":9e9})")),
              HasSubstr("sub"));
  EXPECT_THAT(why(token_with(hs256, key(), R"({"sub":"ann","iss":"aurawell","aud":"aurawell"})")),
              HasSubstr("exp"));
  EXPECT_EQ(verdict(token_with(hs256, key(), claims_of("ann", R"(,"nbf":1800000031)"))),
            ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, takes_tokens_of_any_length_for_what_they_are) {
  for (const auto size : {1U, 100U, 8'191U, 8'192U, 8'193U, 1'000'000U}) {
    for (const char sign : {'a', '.', '\0', '\xff'}) {
      EXPECT_EQ(verdict(std::string(size, sign)), ec::token_invalid);
    }
  }
}

class open_gatekeeping : public gatekeeping {
 protected:
  open_gatekeeping() { gate(mode::open); }
};

TEST_F(open_gatekeeping, takes_people_at_their_word) {
  EXPECT_TRUE(gate().is_open());
  const auto admitted = gate().authenticate("", ann, noon);
  ASSERT_TRUE(admitted);
  EXPECT_EQ(admitted->user, ann);
  EXPECT_FALSE(admitted->expires_at);
  EXPECT_EQ(admitted->login, "");
  EXPECT_EQ(gate().authenticate("", {}, noon).failure().code, ec::authentication_required);
}

TEST_F(open_gatekeeping, still_wants_tokens_to_be_good) {
  EXPECT_EQ(verdict("x"), ec::token_invalid);
  const auto token = gate().issue(ann, noon);
  ASSERT_TRUE(token) << "for trials, by a secret that is drawn";
  EXPECT_EQ(verdict(token->text), good);
  EXPECT_EQ(gate().authenticate(token->text, bob, noon).failure().code, ec::token_invalid);
  EXPECT_EQ(verdict(token->text, noon + 2h), ec::token_expired);
  ASSERT_TRUE(gate().adopt(options, noon));
  EXPECT_EQ(verdict(token->text), good) << "after a reload";
}

}  // namespace
}  // namespace aurawell::net
