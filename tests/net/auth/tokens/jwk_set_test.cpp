#include "net/auth/tokens/jwk_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/auth/tokens/base64url.hpp"
#include "tests/net/auth/tokens/made_key.hpp"
#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

std::string set_of(std::string_view keys) {
  return R"({"keys":[)" + std::string{keys} + "]}";
}

std::string refusal_of_set(std::string_view json) {
  const auto read = read_jwk_set(json);
  return read ? "taken" : read.failure().detail;
}

TEST(jwk_set, reads_the_three_kinds_of_public_keys) {
  const auto keys = read_jwk_set(set_of(shared_rsa().jwk("r") + "," + shared_p256().jwk("p") + "," +
                                        shared_ed25519().jwk("e")));
  ASSERT_TRUE(keys) << keys.failure().detail;
  const made_key* made[] = {&shared_rsa(), &shared_p256(), &shared_ed25519()};
  ASSERT_EQ(keys->size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE((*keys)[i].key.verifies("text", made[i]->signer().sign("text")));
    EXPECT_FALSE((*keys)[i].key.can_sign());
  }
  EXPECT_EQ((*keys)[0].id, "r");
}

TEST(jwk_set, reads_secrets) {
  const auto secret = std::string(32, 's');
  const auto keys =
      read_jwk_set(set_of(R"({"kty":"oct","k":")" + base64url_encode(secret) + "\"}"));
  ASSERT_TRUE(keys);
  EXPECT_EQ((*keys)[0].id, "");
  EXPECT_EQ((*keys)[0].key.algorithm(), signature_algorithm::hs256);
  EXPECT_THAT(refusal_of_set(set_of(R"({"kty":"oct","k":"c2hvcnQ"})")), HasSubstr("32"));
}

TEST(jwk_set, passes_over_what_signs_no_tokens_here) {
  const auto foreign = std::string{R"({"kty":"EC","crv":"P-384","x":"","y":""},{"kty":"new"},)"} +
                       R"({"kty":"RSA","use":"enc"},{"kty":"RSA","alg":"PS256"},{})";
  const auto keys = read_jwk_set(set_of(foreign + "," + shared_p256().jwk("p")));
  ASSERT_TRUE(keys) << keys.failure().detail;
  EXPECT_EQ(keys->size(), 1U);
  EXPECT_THAT(refusal_of_set(set_of(foreign)), HasSubstr("0 keys"));
}

TEST(jwk_set, keeps_a_key_to_the_algorithm_that_it_names) {
  auto jwk = shared_rsa().jwk("r");
  jwk.insert(1, R"("alg":"HS256",)");
  EXPECT_THAT(refusal_of_set(set_of(jwk)), HasSubstr("0 keys"));
}

TEST(jwk_set, refuses_what_is_broken) {
  for (const auto& wrong :
       {std::string{}, std::string{"{}"}, std::string{"[]"}, std::string{R"({"keys":{}})"},
        set_of(""), set_of("1"), set_of(R"({"kty":"RSA","n":"AQAB"})"),
        set_of(R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})"),
        set_of(R"({"kty":"OKP","crv":"Ed25519","x":"=="})"), shared_rsa().jwk("r")}) {
    EXPECT_NE(refusal_of_set(wrong), "taken") << wrong;
  }
}

TEST(jwk_set, survives_odd_numbers) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    const auto set = set_of(shared_p256().jwk("p") + R"(,{"kty":"new","x":)" + number + "}");
    EXPECT_EQ(static_cast<bool>(read_jwk_set(set)), fits) << number;
  }
}

TEST(jwk_set, has_at_most_32_keys) {
  std::string keys = shared_p256().jwk("0");
  for (int i = 1; i < 32; ++i) {
    keys += "," + shared_p256().jwk(std::to_string(i));
  }
  EXPECT_TRUE(read_jwk_set(set_of(keys)));
  EXPECT_THAT(refusal_of_set(set_of(keys + "," + shared_p256().jwk("x"))), HasSubstr("33 keys"));
}

}  // namespace
}  // namespace aurawell::net
