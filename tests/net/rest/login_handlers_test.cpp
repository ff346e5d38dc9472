#include "net/rest/login_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"
#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string register_path = "/api/v1/auth/register";
const std::string login_path = "/api/v1/auth/login";

class login_handlers : public rest_test {
 protected:
  login_handlers() { gate.open = false; }

  http_reply log_in_as(const std::string& name, const std::string& password) {
    return send("POST", login_path,
                R"({"username":")" + name + R"(","password":")" + password + R"("})", "");
  }
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
    const auto reply = log_in_as(name, "secret-ann");
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
  const auto wrong = log_in_as("ann", "secret-bob");
  const auto unknown = log_in_as("nobody", "secret-bob");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(wrong.headers, unknown.headers);
  EXPECT_THAT(wrong.body, HasSubstr("AUTH_1001"));
  EXPECT_EQ(hasher.verified, 2) << "the unknown name takes as long";
}

TEST_F(login_handlers, slow_down_who_guesses_at_an_account) {
  sign_up("ann");
  login_limits tight{{.logins_per_account = 2, .logins_per_address = 0}};
  EXPECT_FALSE(tight.take("ann", "203.0.113.5"));
  EXPECT_FALSE(tight.take("Ann", "203.0.113.6"));
  EXPECT_TRUE(tight.take("ANN", "203.0.113.7"));
  EXPECT_FALSE(tight.take("bob", "203.0.113.7"));
  for (std::uint32_t i = 0; i < options.logins_per_account; ++i) {
    EXPECT_EQ(log_in_as("ann", "guess").status, 401U);
  }
  const auto reply = log_in_as("ann", "secret-ann");
  EXPECT_EQ(reply.status, 429U);
  EXPECT_THAT(reply.body, HasSubstr("SYSTEM_1705"));
  EXPECT_THAT(header(reply, "Retry-After"), Not(""));
  EXPECT_EQ(log_in_as("bob", "guess").status, 401U);
}

TEST_F(login_handlers, slow_down_an_address_that_guesses) {
  login_limits tight{{.logins_per_account = 0, .logins_per_address = 2}};
  EXPECT_FALSE(tight.take("a", "203.0.113.5"));
  EXPECT_FALSE(tight.take("b", "203.0.113.5"));
  EXPECT_TRUE(tight.take("c", "203.0.113.5"));
  EXPECT_FALSE(tight.take("c", "203.0.113.6"));
  EXPECT_FALSE(tight.take("c", ""));
}

TEST_F(login_handlers, renew_a_hash_that_was_cheap) {
  const user_id user{sign_up("ann")};
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->accounts().set_password_hash(user, "old-hash-of-secret-ann"));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(log_in_as("ann", "secret-ann").status, 200U);
  const auto kept = store->accounts().find_account(user);
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->password_hash, "hash-of-secret-ann");
}

TEST_F(login_handlers, say_when_too_many_passwords_wait) {
  sign_up("ann");
  hasher.busy = true;
  const auto reply = log_in_as("ann", "secret-ann");
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
