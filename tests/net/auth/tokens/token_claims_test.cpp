#include "net/auth/tokens/token_claims.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const wall_time noon_of_2027{std::chrono::seconds{1'800'000'000}};

std::string refusal_of_claims(std::string_view json) {
  const auto claims = read_claims(json);
  return claims ? "taken" : claims.failure().detail;
}

TEST(token_claims, are_read) {
  const auto claims = read_claims(
      R"({"sub":"ann","iss":"i","aud":["a","b"],"exp":1800000000,"nbf":1.5,"iat":2,"jti":"t",)"
      R"("sid":"l","auth_time":3,"name":"Ann","roles":[{"x":1}]})");
  ASSERT_TRUE(claims) << claims.failure().detail;
  EXPECT_EQ(claims->subject.value, "ann");
  EXPECT_EQ(claims->issuer, "i");
  EXPECT_THAT(claims->audience, ElementsAre("a", "b"));
  EXPECT_EQ(claims->expires_at, noon_of_2027);
  EXPECT_EQ(claims->not_before, wall_time{1500ms});
  EXPECT_EQ(claims->issued_at, wall_time{2s});
  EXPECT_EQ(claims->token_id, "t");
  EXPECT_EQ(claims->login, "l");
  EXPECT_EQ(claims->logged_in_at, wall_time{3s});
}

TEST(token_claims, are_written_as_they_are_read) {
  token_claims claims{{"ann"},           "i", {"a"}, noon_of_2027,     {},
                      noon_of_2027 - 1h, "t", "l",   noon_of_2027 - 2h};
  const auto again = read_claims(write_claims(claims));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->subject, claims.subject);
  EXPECT_EQ(again->issuer, "i");
  EXPECT_THAT(again->audience, ElementsAre("a"));
  EXPECT_EQ(again->expires_at, noon_of_2027);
  EXPECT_EQ(again->issued_at, noon_of_2027 - 1h);
  EXPECT_EQ(again->token_id, "t");
  EXPECT_EQ(again->login, "l");
  EXPECT_EQ(again->logged_in_at, noon_of_2027 - 2h);
}

TEST(token_claims, need_no_audience) {
  for (const auto* json : {R"({"sub":"ann","exp":1})", R"({"sub":"ann","exp":1,"aud":[]})"}) {
    EXPECT_THAT(read_claims(json).value().audience, ElementsAre()) << json;
  }
}

TEST(token_claims, name_a_user_and_an_end) {
  EXPECT_THAT(refusal_of_claims(R"({"exp":1})"), HasSubstr("sub"));
  EXPECT_THAT(refusal_of_claims(R"({"sub":"","exp":1})"), HasSubstr("sub"));
  EXPECT_THAT(refusal_of_claims(R"({"sub":"a b","exp":1})"), HasSubstr("sub"));
  EXPECT_THAT(refusal_of_claims(R"({"sub":7,"exp":1})"), HasSubstr("sub"));
  EXPECT_THAT(refusal_of_claims(R"({"sub":"ann"})"), HasSubstr("exp"));
  EXPECT_EQ(refusal_of_claims(R"({"sub":"ann","exp":1e300})"), "taken");
}

TEST(token_claims, are_of_their_types) {
  for (const auto* wrong :
       {R"("exp":"1")", R"("exp":null)", R"("exp":-1)", R"("exp":1,"nbf":"x")",
        R"("exp":1,"iat":[])", R"("exp":1,"iss":1)", R"("exp":1,"aud":1)",
        R"("exp":1,"aud":["a",1])", R"("exp":1,"jti":1)", R"("exp":1,"sid":{})",
        R"("exp":1,"auth_time":true)", R"("exp":1,"exp":2)", R"("exp":1e999)"}) {
    EXPECT_NE(refusal_of_claims(R"({"sub":"ann",)" + std::string{wrong} + "}"), "taken") << wrong;
  }
  for (const auto* wrong : {"", "[]", "null", "7", "{", "{\"sub\":\"\xff\"}"}) {
    EXPECT_NE(refusal_of_claims(wrong), "taken") << wrong;
  }
}

TEST(token_claims, survive_odd_numbers) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    const auto known = refusal_of_claims(R"({"sub":"ann","exp":)" + number + "}");
    EXPECT_EQ(known == "taken", fits) << number << " " << known;
    const auto unknown = refusal_of_claims(R"({"sub":"ann","exp":1,"x":)" + number + "}");
    EXPECT_EQ(unknown == "taken", fits) << number << " " << unknown;
  }
}

class claims_of_ann : public ::testing::Test {
 protected:
  ec verdict() const {
    const auto checked = check_claims(claims, rules, noon_of_2027);
    return checked ? ec::internal : checked.failure().code;
  }
  static constexpr auto good = ec::internal;

  token_claims claims{{"ann"}, "issuer", {"audience", "other"}, noon_of_2027 + 1h};
  claim_rules rules{"issuer", "audience", 30s};
};

TEST_F(claims_of_ann, count) {
  EXPECT_EQ(verdict(), good);
}

TEST_F(claims_of_ann, are_of_the_issuer) {
  claims.issuer = "issuer2";
  EXPECT_EQ(verdict(), ec::token_invalid);
  claims.issuer = "";
  EXPECT_EQ(verdict(), ec::token_invalid);
  rules.issuer = "";
  EXPECT_EQ(verdict(), good);
}

TEST_F(claims_of_ann, are_for_the_audience) {
  claims.audience = {"other"};
  EXPECT_EQ(verdict(), ec::token_invalid);
  claims.audience = {};
  EXPECT_EQ(verdict(), ec::token_invalid);
  rules.audience = "";
  EXPECT_EQ(verdict(), good);
}

TEST_F(claims_of_ann, end_after_the_leeway) {
  claims.expires_at = noon_of_2027 - 30s + 1ms;
  EXPECT_EQ(verdict(), good);
  claims.expires_at = noon_of_2027 - 30s;
  EXPECT_EQ(verdict(), ec::token_expired);
}

TEST_F(claims_of_ann, begin_within_the_leeway) {
  for (auto* begin : {&claims.not_before, &claims.issued_at}) {
    *begin = noon_of_2027 + 30s;
    EXPECT_EQ(verdict(), good);
    *begin = noon_of_2027 + 30s + 1ms;
    EXPECT_EQ(verdict(), ec::token_invalid);
    begin->reset();
  }
}

}  // namespace
}  // namespace aurawell::net
