#include "net/rest/account/account_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string register_path = "/api/v1/auth/register";
const std::string login_path = "/api/v1/auth/login";

/// A store whose every call fails.
class broken_store final : public store_access {
 public:
  void read(const store_asker&, work, report then) override {
    then(error{ec::database_unreachable, "away"});
  }

 private:
  void do_write(const store_asker&, work, report then) override {
    then(error{ec::database_unreachable, "away"});
  }
};

/// A store that fails to write.
class full_store final : public store_access {
 public:
  explicit full_store(store_access& behind) : behind_{behind} {}
  void read(const store_asker& asker, work task, report then) override {
    behind_.read(asker, std::move(task), std::move(then));
  }

 private:
  void do_write(const store_asker&, work, report then) override {
    then(error{ec::database_unreachable, "the disk is full"});
  }

  store_access& behind_;
};

class login_handlers : public rest_test {
 protected:
  login_handlers() { gate.open = false; }

  rest_backend behind() override {
    return access_fails ? over(broken) : writing_fails ? over(full) : over(access);
  }

  http_reply log_in_as(const std::string& name, const std::string& password) {
    return send("POST", login_path,
                R"({"username":")" + name + R"(","password":")" + password + R"("})", "");
  }

  broken_store broken;
  full_store full{access};
  bool access_fails = false;
  bool writing_fails = false;
};

TEST_F(login_handlers, make_an_account_with_a_profile) {
  const auto reply = send("POST", register_path,
                          R"({"username":"Ann","email":"ann@example.com","password":"long enough",)"
                          R"("health_data":{"age":34,"gender":"female","height":168,"weight":61.5,)"
                          R"("activity_level":"very_active","shoe_size":38}})",
                          "");
  EXPECT_EQ(reply.status, 200U) << reply.body;
  const auto user = text_at(reply.body, "/data/user_id");
  EXPECT_THAT(user, ::testing::StartsWith("user_"));
  EXPECT_NE(text_at(reply.body, "/message"), "");
  const auto profile = get("/api/v1/user/profile", user);
  EXPECT_THAT(profile.body, HasSubstr(R"("age":34,"height_cm":168,"weight_kg":61.5)"));
  EXPECT_THAT(profile.body, HasSubstr(R"("activity_level":"very_active")"));
  const auto kept = store->accounts().find_login("ann");
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->password_hash, "hash-of-long enough");
}

TEST_F(login_handlers, tell_everything_that_is_wrong_at_once) {
  const auto reply = send("POST", register_path,
                          R"({"username":"a b","email":"nobody","password":"short",)"
                          R"("health_data":{"age":7,"gender":"x"}})",
                          "");
  EXPECT_EQ(reply.status, 400U);
  for (const auto* part : {"username must be", "email must be", "password must have",
                           "age must be a whole number from 13 to 120", "gender must be"}) {
    EXPECT_THAT(reply.body, HasSubstr(part));
  }
}

TEST_F(login_handlers, refuse_what_is_no_registration) {
  struct mistake {
    const char* body;
    const char* told;
  };
  for (const auto& [body, told] : {
           mistake{"", "username is missing; email is missing; password is missing"},
           mistake{"{", "the body is not JSON: Missing a name for object member. at offset 1"},
           mistake{"[]", "not a JSON object"},
           mistake{R"({"username":1,"email":null,"password":"x"})",
                   "username must be a string; email is missing"},
           mistake{R"({"username":"ann","email":"a@b.c","password":"12345678","health_data":[]})",
                   "health_data must be an object"},
       }) {
    const auto reply = send("POST", register_path, body, "");
    EXPECT_EQ(reply.status, 400U) << body;
    EXPECT_THAT(reply.body, HasSubstr(told)) << body;
  }
}

TEST_F(login_handlers, survive_odd_numbers) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    const auto password = send("POST", login_path, R"({"password":)" + number + "}", "");
    EXPECT_EQ(password.status, 400U) << number;
    EXPECT_THAT(password.body, HasSubstr(fits ? "password must be a string" : "the body "))
        << number;
    const auto unknown =
        send("POST", login_path, R"({"username":"a","password":"b","x":)" + number + "}", "");
    EXPECT_EQ(unknown.status, fits ? 401U : 400U) << number;
  }
}

TEST_F(login_handlers, give_a_name_to_one_account_only) {
  sign_up("ann");
  for (const auto* taken : {R"("username":"ANN","email":"other@example.com")",
                            R"("username":"other","email":"Ann@Example.com")"}) {
    const auto reply =
        send("POST", register_path, std::string{"{"} + taken + R"(,"password":"long enough"})", "");
    EXPECT_EQ(reply.status, 409U) << taken;
    EXPECT_THAT(reply.body, HasSubstr("USER_1202"));
  }
}

TEST_F(login_handlers, know_people_by_name_and_address) {
  const auto user = sign_up("ann");
  for (const auto* name : {"ann", "ANN", "ann@example.com"}) {
    const auto reply = log_in_as(name, "tulip-tractor-ann");
    EXPECT_EQ(reply.status, 200U) << name;
    EXPECT_EQ(text_at(reply.body, "/data/access_token"), "token-of-" + user);
    EXPECT_EQ(text_at(reply.body, "/data/token_type"), "bearer");
    EXPECT_EQ(text_at(reply.body, "/data/user_id"), user);
    EXPECT_THAT(reply.body, HasSubstr(R"("expires_in":3600)"));
    EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
  }
}

TEST_F(login_handlers, do_not_tell_an_unknown_name_from_a_wrong_password) {
  sign_up("ann");
  const auto wrong = log_in_as("ann", "tulip-tractor-bob");
  const auto unknown = log_in_as("nobody", "tulip-tractor-bob");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(wrong.headers, unknown.headers);
  EXPECT_THAT(wrong.body, HasSubstr("AUTH_1001"));
  EXPECT_EQ(hasher.verified, 2) << "the unknown name takes as long";
}

TEST_F(login_handlers, say_when_to_come_back_while_too_many_passwords_wait) {
  sign_up("ann");
  hasher.busy = true;
  const auto reply = log_in_as("ann", "tulip-tractor-ann");
  EXPECT_EQ(reply.status, 503U);
  EXPECT_EQ(header(reply, "Retry-After"), "5");
}

TEST_F(login_handlers, slow_down_who_guesses_at_an_account) {
  sign_up("ann");
  for (std::uint32_t i = 0; i < options.logins_per_account; ++i) {
    EXPECT_EQ(log_in_as(i % 2 == 0 ? "ann" : "ANN@example.com", "guess").status, 401U);
  }
  const auto reply = log_in_as("ann", "tulip-tractor-ann");
  EXPECT_EQ(reply.status, 429U);
  EXPECT_THAT(reply.body, HasSubstr("SYSTEM_1705"));
  EXPECT_EQ(header(reply, "Retry-After"), "5");
  EXPECT_EQ(log_in_as("bob", "guess").status, 401U);
}

TEST_F(login_handlers, let_nobody_be_locked_out_from_elsewhere) {
  sign_up("ann");
  address = "203.0.113.5";
  for (int i = 0; i < 40; ++i) {
    log_in_as("ann", "guess");
  }
  EXPECT_EQ(log_in_as("ann", "guess").status, 429U);
  address = "198.51.100.7";
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
}

TEST_F(login_handlers, let_somebody_in_at_home_whatever_the_world_tries) {
  sign_up("ann");
  address = "198.51.100.7";
  ASSERT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
  for (int i = 0; i < 200; ++i) {
    address = "203.0." + std::to_string(i) + ".5";
    log_in_as("ann", "guess");
  }
  address = "198.51.100.9";
  EXPECT_EQ(log_in_as("ann", "a typing error").status, 401U);
  EXPECT_EQ(log_in_as("ann", "a typing error").status, 401U);
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
}

TEST_F(login_handlers, give_every_new_place_one_try_while_many_guess) {
  sign_up("ann");
  for (int i = 0; i < 200; ++i) {
    address = "203.0." + std::to_string(i) + ".5";
    EXPECT_EQ(log_in_as("ann", "guess").status, 401U) << address;
  }
  address = "203.0.199.6";
  EXPECT_EQ(log_in_as("ann", "guess").status, 429U) << "of the same network as the last one";
  address = "192.0.2.1";
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
}

TEST_F(login_handlers, slow_down_an_address_that_guesses) {
  address = "203.0.113.5";
  options.logins_per_account = 0;
  logins.set_limits(options);
  for (std::uint32_t i = 0; i < options.logins_per_address; ++i) {
    EXPECT_EQ(log_in_as("name-" + std::to_string(i), "guess").status, 401U);
  }
  EXPECT_EQ(log_in_as("another", "guess").status, 429U);
  EXPECT_EQ(send("POST", register_path,
                 R"({"username":"bob","email":"b@example.com","password":"long enough"})", "")
                .status,
            429U);
}

TEST_F(login_handlers, keep_an_account_apart_from_what_is_spelt_like_its_exports) {
  const auto ann = sign_up("ann");
  for (int i = 0; i < 40; ++i) {
    log_in_as("export " + ann, "guess");
    log_in_as(ann, "guess");
  }
  EXPECT_EQ(get("/api/v1/user/export", ann).status, 200U);
}

TEST_F(login_handlers, hold_nothing_against_who_was_not_judged) {
  sign_up("ann");
  hasher.busy = true;
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 503U);
  }
  hasher.busy = false;
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
}

TEST_F(login_handlers, refuse_a_password_that_is_easy_to_guess) {
  for (const auto& [lang, told] :
       {std::pair{"en", "easy to guess"}, std::pair{"zh", "太容易被猜到"}}) {
    rest_request request;
    request.method = "POST";
    request.path = register_path;
    request.body = R"({"username":"ann","email":"ann@example.com","password":"password1"})";
    request.content_type = "application/json";
    request.lang = std::string_view{lang} == "en" ? language::en : language::zh;
    const auto reply = ask(request);
    EXPECT_EQ(reply.status, 400U);
    EXPECT_THAT(reply.body, HasSubstr("VALIDATION_1104"));
    EXPECT_THAT(reply.body, HasSubstr(told));
  }
  EXPECT_EQ(send("POST", register_path,
                 R"({"username":"annabel","email":"a@example.com","password":"annabel2024"})", "")
                .status,
            400U)
      << "what everybody knows of her";
}

TEST_F(login_handlers, log_failures_without_what_was_typed) {
  const user_id user{sign_up("ann")};
  address = "203.0.113.5";
  test_support::captured_log log;
  log_in_as("ann", "wrong-password");
  log_in_as("typed-password-here", "x");
  EXPECT_THAT(log.text(), HasSubstr(" warn  security.sign_in_failed user=" + user.value +
                                    " address=203.0.113.5\n"));
  EXPECT_THAT(log.text(), HasSubstr("security.sign_in_failed user=\"\" address=203.0.113.5\n"));
  for (const auto* typed : {"wrong-password", "typed-password-here", "ann@"}) {
    EXPECT_THAT(log.text(), Not(HasSubstr(typed)));
  }
}

TEST_F(login_handlers, let_people_in_while_the_database_cannot_be_written) {
  const auto user = sign_up("ann");
  writing_fails = true;
  test_support::captured_log log;
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
  EXPECT_THAT(log.text(), HasSubstr("security.sign_in_not_listed user=" + user));
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-bob").status, 401U);
}

TEST_F(login_handlers, let_nobody_in_unwritten_whose_logins_ended_meanwhile) {
  const user_id user{sign_up("ann")};
  writing_fails = true;
  hasher.before_verdict = [&] {
    const std::string all{revoked_login::every_login};
    gate.revoke({all, user, test_now + std::chrono::hours{1}, test_now + std::chrono::seconds{1}});
    hasher.before_verdict = {};
  };
  const auto reply = log_in_as("ann", "tulip-tractor-ann");
  EXPECT_EQ(reply.status, 503U);
  EXPECT_THAT(reply.body, HasSubstr("SYSTEM_1702"));
}

TEST_F(login_handlers, have_passwords_looked_at_by_networks_and_those_of_known_ones_apart) {
  sign_up("ann");
  hasher.notes_askers = true;
  for (const auto* from : {"203.0.113.5", "203.0.113.6", "198.51.100.7"}) {
    address = from;
    ASSERT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
  }
  ASSERT_EQ(hasher.verified_for.size(), 3U);
  EXPECT_EQ(hasher.verified_for[0].network, "203.0.113.0/24");
  EXPECT_FALSE(hasher.verified_for[0].is_known);
  EXPECT_TRUE(hasher.verified_for[1].is_known) << "she has a login there now";
  EXPECT_EQ(hasher.verified_for[2].network, "198.51.100.0/24");
}

TEST_F(login_handlers, judge_no_password_past_the_limit_of_an_address) {
  address = "203.0.113.5";
  options.logins_per_address = 1;
  logins.set_limits(options);
  const auto body = R"({"username":"ann","email":"ann@example.com","password":"password1"})";
  EXPECT_EQ(send("POST", register_path, body, "").status, 400U);
  EXPECT_EQ(send("POST", register_path, body, "").status, 429U);
}

TEST_F(login_handlers, do_not_wait_for_the_list_of_logins_to_renew_a_token) {
  access_fails = true;
  EXPECT_EQ(send("POST", "/api/v1/auth/refresh", "", "ann").status, 200U);
}

TEST_F(login_handlers, renew_a_hash_that_was_cheap) {
  const user_id user{sign_up("ann")};
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->accounts().set_password_hash(user, "old-hash-of-tulip-tractor-ann"));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(log_in_as("ann", "tulip-tractor-ann").status, 200U);
  const auto kept = store->accounts().find_account(user);
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->password_hash, "hash-of-tulip-tractor-ann");
}

TEST_F(login_handlers, say_when_too_many_passwords_wait) {
  sign_up("ann");
  hasher.busy = true;
  const auto reply = log_in_as("ann", "tulip-tractor-ann");
  EXPECT_EQ(reply.status, 503U);
  EXPECT_THAT(reply.body, HasSubstr("SYSTEM_1702"));
  EXPECT_EQ(send("POST", register_path,
                 R"({"username":"bob","email":"b@example.com","password":"long enough"})", "")
                .status,
            503U);
}

TEST_F(login_handlers, renew_a_token) {
  const auto reply = send("POST", "/api/v1/auth/refresh", "", "ann");
  EXPECT_EQ(text_at(reply.body, "/data/access_token"), "token-of-ann");
  EXPECT_EQ(send("POST", "/api/v1/auth/refresh", "", "").status, 401U);
  gate.open = true;
  EXPECT_EQ(send("POST", "/api/v1/auth/refresh?user_id=ann", "", "").status, 401U);
}

TEST_F(login_handlers, end_a_login_for_good) {
  EXPECT_EQ(send("POST", "/api/v1/auth/logout", "", "ann").status, 200U);
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, "login-of-ann");
  ASSERT_EQ(hung_up.size(), 1U);
  EXPECT_EQ(hung_up[0].login, "login-of-ann");
  ASSERT_TRUE(store->begin());
  const auto kept = store->accounts().load_revoked(test_now);
  ASSERT_TRUE(store->commit());
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->size(), 1U);
  EXPECT_EQ(kept->front().user.value, "ann");
  gate.open = true;
  EXPECT_EQ(send("POST", "/api/v1/auth/logout?user_id=ann", "", "").status, 401U);
}

}  // namespace
}  // namespace aurawell::net
