#include "net/auth/tokens/token_gatekeeper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/compact_jws.hpp"
#include "tests/net/auth/tokens/made_key.hpp"
#include "tests/net/llm/captured_log.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using mode = token_gatekeeper::mode;

const user_id ann{"ann"};
const user_id bob{"bob"};
const wall_time noon{std::chrono::seconds{1'800'000'000}};
constexpr auto good = ec::internal;

std::string secret() {
  return std::string(32, 's');
}

std::string claims_of(std::string_view user, std::string_view more = "") {
  return R"({"sub":")" + std::string{user} +
         R"(","iss":"aurawell","aud":"aurawell","exp":1800003600)" + std::string{more} + "}";
}

/// A token with a header of the test's choice.
std::string token_with(std::string_view header, const signature_key& key, std::string_view claims) {
  const auto text = base64url_encode(header) + "." + base64url_encode(claims);
  return text + "." + base64url_encode(key.sign(text));
}

class gatekeeping : public ::testing::Test {
 protected:
  token_gatekeeper& gate(mode how = mode::tokens) {
    if (!gate_) {
      auto made = token_gatekeeper::make(how, options, noon);
      EXPECT_TRUE(made) << made.failure().detail;
      gate_ = std::move(made).value();
    }
    return *gate_;
  }
  ec verdict(std::string_view token, wall_time now = noon) {
    const auto who = gate().admit(token, ann, now);
    return who ? good : who.failure().code;
  }
  std::string why(std::string_view token) {
    const auto who = gate().admit(token, ann, noon);
    return who ? "admitted" : who.failure().detail;
  }
  std::string file(const char* name, const std::string& content) {
    const auto path = folder / name;
    test_support::write_private_file(path, content);
    return path;
  }
  std::string jwks(const std::string& keys) {
    return file("jwks.json", R"({"keys":[)" + keys + "]}");
  }
  signature_key key() const { return *signature_key::from_secret(secret()); }

  test_support::temp_folder folder;
  token_options options;

 private:
  std::unique_ptr<token_gatekeeper> gate_;
};

class gatekeeping_by_secret : public gatekeeping {
 protected:
  gatekeeping_by_secret() { options.secret = secret(); }
  std::string issued(const user_id& user = ann) { return gate().issue(user, noon)->text; }
};

TEST_F(gatekeeping_by_secret, knows_the_callers_of_its_own_tokens) {
  options.operators = {"bob"};
  const auto who = gate().admit(issued(), ann, noon);
  ASSERT_TRUE(who) << who.failure().detail;
  EXPECT_EQ(who->user, ann);
  EXPECT_EQ(who->expires_at, noon + 1h + 30s);
  EXPECT_NE(who->login, "");
  EXPECT_FALSE(who->is_operator);
  EXPECT_TRUE(gate().admit(issued(bob), {}, noon)->is_operator);
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

TEST_F(gatekeeping_by_secret, tells_logins_apart) {
  const auto login = [&](const std::string& more) {
    return gate()
        .admit(token_with(R"({"alg":"HS256"})", key(), claims_of("ann", more)), ann, noon)
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
  const auto before = gate().admit(first, ann, noon);
  const auto after = gate().admit(second->text, ann, noon + 59min);
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
  const auto who = *gate().admit(first, ann, noon);
  EXPECT_FALSE(gate().is_revoked(who));
  const auto revocation = gate().revocation_of(who, noon);
  EXPECT_EQ(revocation.login, who.login);
  EXPECT_EQ(revocation.user, ann);
  EXPECT_GE(revocation.until, noon + options.login_ttl);
  gate().revoke(revocation);
  EXPECT_TRUE(gate().is_revoked(who));
  EXPECT_EQ(verdict(first), ec::token_invalid);
  EXPECT_THAT(why(second), HasSubstr("signed out"));
  EXPECT_FALSE(gate().reissue(second, noon));
  EXPECT_EQ(verdict(other), good);
}

TEST_F(gatekeeping_by_secret, ends_every_login_that_has_begun_but_one) {
  const auto first = issued();
  const auto spared = issued();
  const auto who = *gate().admit(spared, ann, noon);
  gate().revoke(gate().revocation_of_all(ann, who.login, noon + 700ms));
  EXPECT_EQ(verdict(first), ec::token_invalid);
  EXPECT_FALSE(gate().reissue(first, noon));
  EXPECT_EQ(verdict(spared), good);
  EXPECT_EQ(verdict(gate().reissue(spared, noon)->text), good) << "it goes on";
  EXPECT_FALSE(gate().is_revoked(who));
}

TEST_F(gatekeeping_by_secret, lets_people_in_again_in_the_second_in_which_all_ended) {
  gate().revoke(gate().revocation_of_all(ann, "", noon));
  const auto token = issued();
  EXPECT_EQ(verdict(token), good) << "tokens tell the time in whole seconds";
  const auto who = gate().admit(token, ann, noon);
  ASSERT_TRUE(who);
  EXPECT_FALSE(gate().is_revoked(*who));
  EXPECT_TRUE(gate().reissue(token, noon));
}

TEST_F(gatekeeping_by_secret, ends_logins_that_began_since_the_last_end_in_the_same_second) {
  gate().revoke(gate().revocation_of_all(ann, "", noon));
  const auto token = issued();
  const auto spared = issued();
  ASSERT_EQ(verdict(token), good);
  const auto who = *gate().admit(spared, ann, noon);
  gate().revoke(gate().revocation_of_all(ann, who.login, noon + 300ms));
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
  const auto revocation = gate().revocation_of(*gate().admit(token, ann, noon), noon);
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
  const auto who = *gate().admit(token, ann, noon);
  EXPECT_GE(gate().revocation_of(who, noon).until, wall_time{8'000'000'000s});
}

TEST_F(gatekeeping_by_secret, can_take_a_revocation_back) {
  const auto token = issued();
  const auto revocation = gate().revocation_of(*gate().admit(token, ann, noon), noon);
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

TEST_F(gatekeeping_by_secret, goes_on_with_changed_settings) {
  const auto before = issued();
  gate().revoke(gate().revocation_of(*gate().admit(issued(), ann, noon), noon));
  options.secret = std::string(32, 'n');
  options.secret_file = file("former", secret() + "\n");
  options.operators = {"ann"};
  options.token_ttl = 5min;
  ASSERT_TRUE(gate().adopt(options, noon));
  EXPECT_TRUE(gate().admit(before, ann, noon)->is_operator) << "the former secret still counts";
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
  captured_log log;
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

class open_gatekeeping : public gatekeeping {
 protected:
  open_gatekeeping() { gate(mode::open); }
};

TEST_F(open_gatekeeping, takes_people_at_their_word) {
  EXPECT_TRUE(gate().is_open());
  const auto who = gate().admit("", ann, noon);
  ASSERT_TRUE(who);
  EXPECT_EQ(who->user, ann);
  EXPECT_FALSE(who->expires_at);
  EXPECT_EQ(who->login, "");
  EXPECT_EQ(gate().admit("", {}, noon).failure().code, ec::authentication_required);
}

TEST_F(open_gatekeeping, still_wants_tokens_to_be_good) {
  EXPECT_EQ(verdict("x"), ec::token_invalid);
  const auto token = gate().issue(ann, noon);
  ASSERT_TRUE(token) << "for trials, by a secret that is drawn";
  EXPECT_EQ(verdict(token->text), good);
  EXPECT_EQ(gate().admit(token->text, bob, noon).failure().code, ec::token_invalid);
  EXPECT_EQ(verdict(token->text, noon + 2h), ec::token_expired);
  ASSERT_TRUE(gate().adopt(options, noon));
  EXPECT_EQ(verdict(token->text), good) << "after a reload";
}

}  // namespace
}  // namespace aurawell::net
