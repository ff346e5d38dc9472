// Running requests while logins end, with the real rules of tokens.
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "net/auth/tokens/token_gatekeeper.hpp"
#include "tests/net/held_store.hpp"
#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

const std::string old_password = "tulip-tractor-ann";
const std::string new_password = "seven green boats";
const std::string for_new_password =
    R"({"current_password":")" + old_password + R"(","new_password":")" + new_password + R"("})";
const std::string for_erasure = R"({"password":")" + old_password + R"("})";

class login_races : public rest_test {
 protected:
  login_races() {
    token_options tokens;
    tokens.secret = std::string(32, 's');
    real = token_gatekeeper::make(token_gatekeeper::mode::tokens, tokens, now).value();
    slow.emplace(over(held, *real));
    now = start;
    ann = sign_up("ann");
    owner = sign_in(old_password);
  }

  rest_backend behind() override { return over(access, *real); }

  rest_request to_request(const std::string& method, const std::string& target,
                          const std::string& token, const std::string& body) const {
    rest_request request;
    request.method = method;
    request.path = target;
    request.body = body;
    request.content_type = "application/json";
    request.token = token;
    request.now = now;
    return request;
  }
  http_reply ask_by(const std::string& token, const std::string& method, const std::string& target,
                    const std::string& body = {}) {
    return ask(to_request(method, target, token, body));
  }
  std::string sign_in(const std::string& password) {
    const auto body = R"({"username":"ann","password":")" + password + R"("})";
    return text_at(ask_by("", "POST", "/api/v1/auth/login", body).body, "/data/access_token");
  }
  bool is_in(const std::string& token) {
    return ask_by(token, "GET", "/api/v1/user/profile").status == 200;
  }

  /// The status of the reply; 0 while there is none. The store runs tasks only when the test calls
  /// it.
  using reply_status = std::shared_ptr<unsigned>;
  reply_status begin(const std::string& method, const std::string& target, const std::string& token,
                     const std::string& body, const std::shared_ptr<int>& alive = {}) {
    auto status = std::make_shared<unsigned>(0);
    auto answer = answer_rest(routes, *slow, to_request(method, target, token, body));
    const auto* pending = std::get_if<pending_reply>(&answer);
    EXPECT_NE(pending, nullptr) << method << " " << target;
    if (pending != nullptr) {
      (*pending)([status, alive, at = now](const reply_maker& make) { *status = make(at).status; });
    }
    return status;
  }
  reply_status begin_change() {
    auto status = begin("PUT", "/api/v1/user/password", owner, for_new_password);
    held.let_go();
    return status;
  }
  std::string code_by_mail() {
    ask_by("", "POST", "/api/v1/auth/forgot-password", R"({"user":"ann"})");
    return codes.sent.empty() ? "" : codes.sent.back().code;
  }
  static std::string for_reset(const std::string& code) {
    return R"({"user":"ann","code":")" + code + R"(","new_password":")" + new_password + R"("})";
  }

  const wall_time later = std::chrono::system_clock::now();
  const wall_time start = later - 20s;
  std::unique_ptr<token_gatekeeper> real;
  held_store held{store};
  std::optional<rest_backend> slow;
  std::string ann;
  std::string owner;
};

TEST_F(login_races, end_a_login_that_begins_while_a_changed_password_waits_to_be_written) {
  const auto changed = begin_change();
  now = later;
  const auto thief = sign_in(old_password);
  ASSERT_TRUE(is_in(thief));
  held.let_go();
  EXPECT_EQ(*changed, 200U);
  EXPECT_FALSE(is_in(thief));
  EXPECT_TRUE(is_in(owner));
}

TEST_F(login_races, end_a_login_that_begins_while_passwords_are_hashed) {
  std::string thief;
  hasher.before_verdict = [&] {
    hasher.before_verdict = {};
    now = later;
    thief = sign_in(old_password);
  };
  EXPECT_EQ(ask_by(owner, "PUT", "/api/v1/user/password", for_new_password).status, 200U);
  EXPECT_NE(thief, "");
  EXPECT_FALSE(is_in(thief));
  EXPECT_TRUE(is_in(owner));
}

TEST_F(login_races, end_a_login_that_begins_while_a_reset_password_waits_to_be_written) {
  const auto code = code_by_mail();
  const auto done = begin("POST", "/api/v1/auth/reset-password", "", for_reset(code));
  held.let_go();
  now = later;
  const auto thief = sign_in(old_password);
  ASSERT_TRUE(is_in(thief));
  held.let_go();
  EXPECT_EQ(*done, 200U);
  EXPECT_FALSE(is_in(thief));
}

TEST_F(login_races, end_a_login_that_begins_while_the_end_of_all_waits_to_be_written) {
  const auto ended = begin("POST", "/api/v1/auth/logout-all", owner, "");
  now = later;
  const auto thief = sign_in(old_password);
  ASSERT_TRUE(is_in(thief));
  held.let_go();
  EXPECT_EQ(*ended, 200U);
  EXPECT_FALSE(is_in(thief));
}

TEST_F(login_races, change_no_password_for_a_login_that_has_ended) {
  const auto thiefs = begin_change();
  ASSERT_EQ(ask_by(owner, "POST", "/api/v1/auth/logout").status, 200U);
  held.let_go();
  EXPECT_EQ(*thiefs, 401U);
  EXPECT_NE(sign_in(old_password), "");
}

TEST_F(login_races, write_nothing_for_a_login_that_has_ended) {
  const auto written = begin("PUT", "/api/v1/user/profile", owner, R"({"age":40})");
  ASSERT_EQ(ask_by(owner, "POST", "/api/v1/auth/logout").status, 200U);
  for (int i = 0; i < 5; ++i) {
    held.let_go();
  }
  EXPECT_EQ(*written, 401U);
  EXPECT_FALSE(store->accounts().load_profile({{ann}, {ann}})->updated_at);
}

TEST_F(login_races, export_nothing_more_when_the_login_has_ended) {
  const auto exported = begin("GET", "/api/v1/user/export", owner, "");
  held.let_go();
  ASSERT_EQ(ask_by(owner, "POST", "/api/v1/auth/logout").status, 200U);
  held.let_go();
  EXPECT_EQ(*exported, 401U);
}

TEST_F(login_races, erase_nothing_by_a_password_that_was_changed_while_it_was_looked_at) {
  const auto thief = sign_in(old_password);
  hasher.before_verdict = [&] {
    hasher.before_verdict = {};
    ASSERT_EQ(ask_by(owner, "PUT", "/api/v1/user/password", for_new_password).status, 200U);
  };
  EXPECT_EQ(ask_by(thief, "DELETE", "/api/v1/user", for_erasure).status, 401U);
  EXPECT_TRUE(is_in(owner));
  EXPECT_NE(sign_in(new_password), "");
}

TEST_F(login_races, erase_nothing_by_a_password_that_is_changed_before_it_is_written) {
  const auto code = code_by_mail();
  const auto erased = begin("DELETE", "/api/v1/user", sign_in(old_password), for_erasure);
  held.let_go();
  ASSERT_EQ(ask_by("", "POST", "/api/v1/auth/reset-password", for_reset(code)).status, 200U);
  held.let_go();
  EXPECT_EQ(*erased, 503U);
  now = later + 5s;
  EXPECT_TRUE(is_in(sign_in(new_password))) << "and nobody is kept out";
}

TEST_F(login_races, keep_what_is_behind_until_the_store_has_done_all) {
  for (const auto& [path, token, body] : {std::tuple{"/api/v1/auth/refresh", owner, std::string{}},
                                          std::tuple{"/api/v1/auth/forgot-password", std::string{},
                                                     std::string{R"({"user":"ann"})"}}}) {
    auto alive = std::make_shared<int>();
    const std::weak_ptr<int> seen = alive;
    const auto answered = begin("POST", path, token, body, std::exchange(alive, nullptr));
    EXPECT_EQ(*answered, 200U) << path << ": nobody waits for the rest";
    while (held.is_waiting()) {
      EXPECT_FALSE(seen.expired()) << path;
      held.let_go();
    }
    EXPECT_TRUE(seen.expired()) << path;
  }
  EXPECT_EQ(codes.sent.size(), 1U);
}

}  // namespace
}  // namespace aurawell::net
