#include "net/auth/tokens/token_gatekeeper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <tuple>

#include "tests/net/auth/tokens/made_key.hpp"
#include "tests/net/auth/tokens/token_gatekeeper_fixture.hpp"
#include "tests/support/captured_log.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using mode = token_gatekeeper::mode;

TEST_F(gatekeeping, needs_a_key_and_says_which_is_bad) {
  const auto refusal = [&] {
    const auto made = token_gatekeeper::make(mode::tokens, options, noon);
    return made ? "made" : made.failure().detail;
  };
  EXPECT_THAT(refusal(), HasSubstr("auth.mode"));
  options.secret = "short";
  EXPECT_THAT(refusal(), HasSubstr("auth.secret: the secret has 5 bytes"));
  options.secret.clear();
  options.secret_file = file("secret", std::string(31, 's') + "\r\n");
  EXPECT_THAT(refusal(), HasSubstr("auth.secret_file: the secret has 31 bytes"));
  options.secret_file.clear();
  options.key_file = file("key.pem", "x");
  EXPECT_THAT(refusal(), HasSubstr("auth.key_file"));
  options.key_file.clear();
  options.jwks_file = file("jwks.json", "x");
  EXPECT_THAT(refusal(), HasSubstr("auth.jwks_file"));
}

TEST_F(gatekeeping, takes_each_algorithm_by_a_set_of_public_keys) {
  options.jwks_file =
      jwks(shared_rsa().jwk("r") + "," + shared_p256().jwk("p") + "," + shared_ed25519().jwk("e"));
  const std::tuple<const made_key*, std::string, std::string> all[] = {
      {&shared_rsa(), "RS256", "r"},
      {&shared_p256(), "ES256", "p"},
      {&shared_ed25519(), "EdDSA", "e"}};
  for (const auto& [made, algorithm, id] : all) {
    SCOPED_TRACE(algorithm);
    const auto header = R"({"alg":")" + algorithm + "\"";
    const auto token =
        token_with(header + R"(,"kid":")" + id + "\"}", made->signer(), claims_of("ann"));
    EXPECT_EQ(verdict(token), good);
    EXPECT_EQ(verdict(token_with(header + "}", made->signer(), claims_of("ann"))), good);
    EXPECT_EQ(verdict(token_with(header + R"(,"kid":"other"})", made->signer(), claims_of("ann"))),
              ec::token_invalid);
    EXPECT_EQ(verdict(token, noon + 1h + 29s), good);
    EXPECT_EQ(verdict(token, noon + 1h + 30s), ec::token_expired);
    for (std::size_t i = 0; i < token.size(); ++i) {
      auto changed = token;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      EXPECT_EQ(verdict(changed), ec::token_invalid) << i;
    }
  }
}

TEST_F(gatekeeping, lets_no_token_choose_the_algorithm_of_a_key) {
  options.key_file = file("key.pem", shared_rsa().public_pem());
  options.jwks_file = jwks(shared_p256().jwk("p"));
  const auto hs256 = R"({"alg":"HS256"})";
  const auto pem = shared_rsa().public_pem();
  EXPECT_EQ(verdict(token_with(R"({"alg":"RS256"})", shared_rsa().signer(), claims_of("ann"))),
            good);
  for (const auto& known_to_all :
       {pem, pem.substr(0, pem.size() - 1), shared_p256().public_pem(), shared_p256().jwk("p")}) {
    EXPECT_EQ(
        verdict(token_with(hs256, *signature_key::from_secret(known_to_all), claims_of("ann"))),
        ec::token_invalid);
  }
  for (const auto* header : {R"({"alg":"ES256"})", R"({"alg":"EdDSA"})", hs256}) {
    EXPECT_EQ(verdict(token_with(header, shared_rsa().signer(), claims_of("ann"))),
              ec::token_invalid);
  }
}

TEST_F(gatekeeping, issues_no_tokens_without_a_private_key) {
  options.key_file = file("key.pem", shared_rsa().public_pem());
  const auto issued = gate().issue(ann, noon);
  ASSERT_FALSE(issued);
  EXPECT_EQ(issued.failure().code, ec::bad_configuration);
}

TEST_F(gatekeeping, signs_with_a_private_key) {
  options.key_file = file("key.pem", shared_ed25519().private_pem());
  const auto issued = gate().issue(ann, noon);
  ASSERT_TRUE(issued);
  EXPECT_EQ(verdict(issued->text), good);
  EXPECT_TRUE(gate().reissue(issued->text, noon));
}

TEST_F(gatekeeping, hears_of_new_keys_at_once) {
  test_support::captured_log log;
  options.jwks_file = jwks(shared_p256().jwk("old"));
  const auto token =
      token_with(R"({"alg":"EdDSA","kid":"new"})", shared_ed25519().signer(), claims_of("ann"));
  EXPECT_EQ(verdict(token, noon), ec::token_invalid);
  const auto fresh = file("fresh", R"({"keys":[)" + shared_ed25519().jwk("new") + "]}");
  std::filesystem::rename(fresh, options.jwks_file);
  EXPECT_EQ(verdict(token, noon + 500ms), ec::token_invalid);
  EXPECT_EQ(verdict(token, noon + 2s), good);
  const auto former =
      token_with(R"({"alg":"ES256","kid":"old"})", shared_p256().signer(), claims_of("ann"));
  EXPECT_EQ(verdict(former, noon + 2s), ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, goes_on_with_changed_settings) {
  const auto before = issued();
  gate().revoke(gate().revocation_of(*gate().authenticate(issued(), ann, noon), noon));
  options.secret = std::string(32, 'n');
  options.secret_file = file("former", secret() + "\n");
  options.operators = {"ann"};
  options.token_ttl = 5min;
  ASSERT_TRUE(gate().adopt(options, noon));
  EXPECT_TRUE(gate().authenticate(before, ann, noon)->is_operator)
      << "the former secret still counts";
  EXPECT_TRUE(gate().reissue(before, noon)) << "and its logins go on";
  EXPECT_EQ(gate().issue(ann, noon)->expires_in, 5min);
  options.secret_file.clear();
  ASSERT_TRUE(gate().adopt(options, noon));
  EXPECT_EQ(verdict(before), ec::token_invalid);
}

TEST_F(gatekeeping_by_secret, stays_as_it_was_after_bad_settings) {
  const auto token = issued();
  for (auto* path : {&options.secret_file, &options.key_file, &options.jwks_file}) {
    *path = folder / "missing";
    EXPECT_FALSE(gate().adopt(options, noon));
    path->clear();
  }
  EXPECT_EQ(verdict(token), good);
}

}  // namespace
}  // namespace aurawell::net
