#include "net/rest/account/account_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

class password_handlers : public rest_test {
 protected:
  password_handlers() { gate.open = false; }

  http_reply change(const std::string& user, const std::string& current, const std::string& fresh) {
    return send("PUT", "/api/v1/user/password",
                R"({"current_password":")" + current + R"(","new_password":")" + fresh + R"("})",
                user);
  }
  unsigned log_in_by(const std::string& password) {
    return send("POST", "/api/v1/auth/login",
                R"({"username":"ann","password":")" + password + R"("})", "")
        .status;
  }
};

TEST_F(password_handlers, change_a_password_and_end_every_other_login) {
  const auto ann = sign_up("ann");
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->accounts().save_login({"l-2", {ann}, test_now, test_now, "", ""}));
  ASSERT_TRUE(store->accounts().save_login({"login-of-" + ann, {ann}, test_now, test_now, "", ""}));
  ASSERT_TRUE(
      store->accounts().add_reset_code({{ann}, "h", test_now + std::chrono::hours{1}}, test_now));
  ASSERT_TRUE(store->commit());
  const auto reply = change(ann, "tulip-tractor-ann", "seven green boats");
  EXPECT_EQ(reply.status, 200U) << reply.body;
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 401U);
  EXPECT_EQ(log_in_by("seven green boats"), 200U);
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, revoked_login::every_login);
  EXPECT_EQ(gate.revoked[0].spared, "login-of-" + ann);
  EXPECT_TRUE(gate.revoked[0].began_before);
  ASSERT_EQ(hung_up.size(), 1U);
  EXPECT_EQ(hung_up[0].spared, "login-of-" + ann);
  const auto listed = get("/api/v1/user/logins", ann).body;
  EXPECT_EQ(size_at(listed, "/data/logins"), 1);
  EXPECT_EQ(text_at(listed, "/data/logins/0/login_id"), "login-of-" + ann);
  EXPECT_TRUE(store->accounts().reset_codes_of({ann}, test_now)->empty());
  const auto kept = store->accounts().load_revoked(test_now);
  ASSERT_TRUE(kept && kept->size() == 1);
  EXPECT_EQ(kept->front().spared, "login-of-" + ann);
}

TEST_F(password_handlers, tell_the_holder_what_was_done_with_the_account) {
  const auto ann = sign_up("ann");
  ASSERT_EQ(log_in_by("tulip-tractor-ann"), 200U);
  log_in_by("tulip-tractor-bob");
  ASSERT_EQ(change(ann, "tulip-tractor-ann", "seven green boats").status, 200U);
  const auto login = "/api/v1/user/logins/login-of-" + ann;
  ASSERT_EQ(send("DELETE", login, "", ann).status, 200U);
  gate.revoked.clear();
  ASSERT_EQ(send("DELETE", login, "", ann).status, 404U);
  ASSERT_EQ(send("POST", "/api/v1/auth/refresh", "", ann).status, 200U);
  ASSERT_EQ(send("POST", "/api/v1/auth/logout", "", ann).status, 200U);
  gate.revoked.clear();
  ASSERT_EQ(send("POST", "/api/v1/auth/logout-all", "", ann).status, 200U);
  std::vector<std::string> actions;
  const auto noted = store->accounts().list_audit({{ann}});
  for (const auto& one : noted->entries) {
    EXPECT_EQ(one.actor.value, ann);
    actions.push_back(one.action);
  }
  EXPECT_THAT(actions, ::testing::ElementsAre("sign_out_everywhere", "sign_out", "end_login",
                                              "change_password", "sign_in"));
}

TEST_F(password_handlers, need_the_password_that_is_to_be_changed) {
  const auto ann = sign_up("ann");
  const auto wrong = change(ann, "seven green boots", "seven green boats");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_THAT(wrong.body, HasSubstr("AUTH_1001"));
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 200U);
  EXPECT_TRUE(gate.revoked.empty());
  for (std::uint32_t i = 1; i < options.logins_per_account; ++i) {
    change(ann, "seven green boots", "seven green boats");
  }
  EXPECT_EQ(change(ann, "tulip-tractor-ann", "seven green boats").status, 429U);
  address = "198.51.100.7";
  EXPECT_EQ(change(ann, "tulip-tractor-ann", "seven green boats").status, 429U)
      << "a stolen token is the same everywhere";
  EXPECT_EQ(change(ann + "#2", "tulip-tractor-ann", "seven green boats").status, 200U)
      << "and does not keep her from it";
}

TEST_F(password_handlers, refuse_what_is_no_better_password) {
  const auto ann = sign_up("ann");
  for (const auto& [fresh, told] :
       {std::pair{"short", "new_password must have"}, std::pair{"password1", "new_password"},
        std::pair{"ann@example.com", "new_password"},
        std::pair{"tulip-tractor-ann", "must be another"}}) {
    const auto reply = change(ann, "tulip-tractor-ann", fresh);
    EXPECT_EQ(reply.status, 400U) << fresh;
    EXPECT_THAT(reply.body, HasSubstr(told));
  }
  EXPECT_THAT(send("PUT", "/api/v1/user/password", "{}", ann).body,
              HasSubstr("current_password is missing; new_password is missing"));
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 200U);
}

TEST_F(password_handlers, know_nothing_of_passwords_of_other_issuers) {
  const auto reply = change("cat", "tulip-tractor-ann", "seven green boats");
  EXPECT_EQ(reply.status, 404U);
  EXPECT_THAT(reply.body, HasSubstr("no password"));
}

TEST_F(password_handlers, change_nothing_when_passwords_cannot_be_hashed) {
  const auto ann = sign_up("ann");
  hasher.busy = true;
  EXPECT_EQ(change(ann, "tulip-tractor-ann", "seven green boats").status, 503U);
  hasher.busy = false;
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 200U);
}

TEST_F(password_handlers, let_nobody_in_by_a_password_that_is_changed_meanwhile) {
  const user_id ann{sign_up("ann")};
  const auto change_to = [&](const std::string& hash) {
    hasher.before_verdict = [&, hash] {
      ASSERT_TRUE(store->begin());
      ASSERT_TRUE(store->accounts().set_password_hash(ann, hash));
      ASSERT_TRUE(store->commit());
      hasher.before_verdict = {};
    };
  };
  change_to("hash-of-seven green boats");
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 503U) << "and it can be tried again";
  EXPECT_EQ(size_at(get("/api/v1/user/logins", ann.value).body, "/data/logins"), 0);
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 401U);
  change_to("hash-of-eight green boats");
  EXPECT_EQ(change(ann.value, "seven green boats", "nine green boats").status, 503U);
  EXPECT_EQ(log_in_by("eight green boats"), 200U) << "the first change stays";
}

}  // namespace
}  // namespace aurawell::net
