#include "net/rest/account/account_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string logins_path = "/api/v1/user/logins";

class login_list_handlers : public rest_test {
 protected:
  login_list_handlers() { gate.open = false; }

  /// Another login, in addition to those of the fake gatekeeper.
  void add_login(const std::string& user, const std::string& login, int age_s) {
    const auto at = test_now - std::chrono::seconds{age_s};
    ASSERT_TRUE(store->begin());
    ASSERT_TRUE(store->accounts().save_login({login, {user}, at, at, "Safari, iPhone", ""}));
    ASSERT_TRUE(store->commit());
  }
  void log_in_as_ann() {
    EXPECT_EQ(send("POST", "/api/v1/auth/login",
                   R"({"username":"ann","password":"tulip-tractor-ann"})", "")
                  .status,
              200U);
  }
};

TEST_F(login_list_handlers, show_where_somebody_is_signed_in) {
  const auto ann = sign_up("ann");
  address = "203.0.113.57";
  agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  log_in_as_ann();
  add_login(ann, "l-2", 60);
  const auto body = get(logins_path, ann).body;
  EXPECT_EQ(size_at(body, "/data/logins"), 2);
  EXPECT_EQ(text_at(body, "/data/logins/0/login_id"), "login-of-" + ann);
  EXPECT_EQ(text_at(body, "/data/logins/0/client"), "Firefox, Linux");
  EXPECT_EQ(text_at(body, "/data/logins/0/network"), "203.0.113.0/24");
  EXPECT_EQ(text_at(body, "/data/logins/0/created_at"), "2026-01-02T03:04:05.678Z");
  EXPECT_EQ(text_at(body, "/data/logins/1/last_used_at"), "2026-01-02T03:03:05.678Z");
  EXPECT_THAT(body, HasSubstr(R"("network":"203.0.113.0/24","is_current":true)"));
  EXPECT_THAT(body, HasSubstr(R"("network":"","is_current":false)"));
  EXPECT_THAT(body, Not(HasSubstr("203.0.113.57")));
  EXPECT_EQ(size_at(get(logins_path, "bob").body, "/data/logins"), 0);
}

TEST_F(login_list_handlers, note_that_a_login_was_used) {
  const auto ann = sign_up("ann");
  add_login(ann, "login-of-" + ann, 1'800);
  address = "198.51.100.1";
  EXPECT_EQ(send("POST", "/api/v1/auth/refresh", "", ann).status, 200U);
  const auto body = get(logins_path, ann).body;
  EXPECT_EQ(text_at(body, "/data/logins/0/created_at"), "2026-01-02T02:34:05.678Z");
  EXPECT_EQ(text_at(body, "/data/logins/0/last_used_at"), "2026-01-02T03:04:05.678Z");
  EXPECT_EQ(text_at(body, "/data/logins/0/network"), "198.51.100.0/24");
}

TEST_F(login_list_handlers, end_one_of_them) {
  const auto ann = sign_up("ann");
  add_login(ann, "l-2", 60);
  EXPECT_EQ(send("DELETE", logins_path + "/l-2", "", "bob").status, 404U);
  EXPECT_EQ(send("DELETE", logins_path + "/l-3", "", ann).status, 404U);
  EXPECT_EQ(send("DELETE", logins_path + "/l%202", "", ann).status, 400U);
  EXPECT_TRUE(gate.revoked.empty());
  EXPECT_EQ(send("DELETE", logins_path + "/l-2", "", ann).status, 200U);
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, "l-2");
  EXPECT_EQ(gate.revoked[0].user.value, ann);
  ASSERT_EQ(hung_up.size(), 1U);
  EXPECT_EQ(hung_up[0].login, "l-2");
  EXPECT_EQ(size_at(get(logins_path, ann).body, "/data/logins"), 0);
  ASSERT_TRUE(store->begin());
  EXPECT_EQ(store->accounts().load_revoked(test_now)->size(), 1U) << "after a restart too";
  ASSERT_TRUE(store->commit());
}

TEST_F(login_list_handlers, end_all_of_them) {
  const auto ann = sign_up("ann");
  log_in_as_ann();
  add_login(ann, "l-2", 60);
  EXPECT_EQ(send("POST", "/api/v1/auth/logout-all", "", ann).status, 200U);
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, revoked_login::every_login);
  EXPECT_TRUE(gate.revoked[0].began_before) << "she may come back";
  EXPECT_EQ(gate.revoked[0].spared, "");
  ASSERT_EQ(hung_up.size(), 1U);
  EXPECT_EQ(size_at(get(logins_path, ann).body, "/data/logins"), 0);
}

TEST_F(login_list_handlers, end_nothing_for_who_has_proved_nothing) {
  gate.open = true;
  sign_up("ann");
  for (const auto& [method, path] : {std::pair{"POST", std::string{"/api/v1/auth/logout-all"}},
                                     std::pair{"DELETE", logins_path + "/l-2"}}) {
    gateway = {};
    const auto reply = send(method, path + "?user_id=ann", "", "");
    EXPECT_EQ(reply.status, 401U) << path;
    EXPECT_THAT(reply.body, HasSubstr("AUTH_1004"));
    gateway = {gateway_word::kind::vouches, {"ann"}, {}};
    EXPECT_NE(send(method, path, "", "").status, 401U) << "the gateway knows who asks";
  }
  EXPECT_EQ(hung_up.size(), 1U);
}

TEST_F(login_list_handlers, forget_a_login_that_signs_out) {
  const auto ann = sign_up("ann");
  log_in_as_ann();
  EXPECT_EQ(send("POST", "/api/v1/auth/logout", "", ann).status, 200U);
  EXPECT_EQ(size_at(get(logins_path, ann).body, "/data/logins"), 0);
}

TEST_F(login_list_handlers, end_the_one_used_longest_ago_when_there_are_too_many) {
  const auto ann = sign_up("ann");
  options.max_logins = 3;
  add_login(ann, "l-2", 20);
  add_login(ann, "l-3", 30);
  add_login(ann, "l-4", 10);
  log_in_as_ann();
  const auto body = get(logins_path, ann).body;
  EXPECT_EQ(size_at(body, "/data/logins"), 3);
  EXPECT_THAT(body, Not(HasSubstr("l-3")));
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, "l-3");
  EXPECT_EQ(hung_up.size(), 1U);
}

TEST_F(login_list_handlers, forget_logins_that_have_lasted_as_long_as_they_may) {
  const auto ann = sign_up("ann");
  add_login(ann, "l-2", 3'601);
  log_in_as_ann();
  EXPECT_EQ(size_at(get(logins_path, ann).body, "/data/logins"), 1);
}

}  // namespace
}  // namespace aurawell::net
