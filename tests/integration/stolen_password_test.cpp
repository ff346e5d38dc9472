// A stolen or forgotten password: which logins end and which stay, over real sockets, with the
// operator's command and after a restart.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/integration/service.hpp"
#include "tests/integration/shared_family.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using ::testing::HasSubstr;

const std::string old_password = "a long password";
const std::string new_password = "seven green boats";

class stolen_password : public ::testing::Test {
 protected:
  stolen_password() {
    values.auth.mode = config::auth_mode::jwt;
    values.auth.tokens.secret = std::string(32, 's');
    values.auth.passwords.password_memory = 8 * 1024;
    values.auth.passwords.password_passes = 1;
    values.storage.url = "sqlite:" + (folder / "a.db").string();
    values.auth.notify.command = {"/bin/sh", "-c", "cat > $0.new && mv $0.new $0", folder / "mail"};
    service = std::make_unique<running_service>(values);
    const auto made =
        ask("POST", "/api/v1/auth/register", "",
            R"({"username":"ann","email":"ann@example.com","password":")" + old_password + "\"}");
    user = text_field(made.body, "user_id");
    EXPECT_FALSE(user.empty()) << made.body;
  }

  http_response ask(const std::string& method, const std::string& target, const std::string& token,
                    const std::string& body = {}) const {
    header_list proof;
    if (!token.empty()) {
      proof.emplace_back("Authorization", "Bearer " + token);
    }
    return ask_rest(service->port(), method, target, proof, body);
  }
  /// "" when it is refused.
  std::string sign_in(const std::string& password) const {
    return text_field(ask("POST", "/api/v1/auth/login", "",
                          R"({"username":"ann","password":")" + password + "\"}")
                          .body,
                      "access_token");
  }
  int change(const std::string& token) const {
    return ask("PUT", "/api/v1/user/password", token,
               R"({"current_password":")" + old_password + R"(","new_password":")" + new_password +
                   "\"}")
        .status;
  }
  ws_client chat(const std::string& token) const {
    return {service->port(), "/ws/chat/" + user + "?lang=en&token=" + token};
  }
  static bool is_let_in(ws_client& client) {
    return client.read().text.find("connection_established") != std::string::npos;
  }
  void restart() {
    service.reset();
    service = std::make_unique<running_service>(values);
  }

  temp_folder folder;
  config::settings values = test_settings();
  std::unique_ptr<running_service> service;
  std::string user;
};

TEST_F(stolen_password, is_answered_by_another_one) {
  const auto thief = sign_in(old_password);
  const auto owner = sign_in(old_password);
  auto thiefs_chat = chat(thief);
  auto owners_chat = chat(owner);
  ASSERT_TRUE(is_let_in(thiefs_chat) && is_let_in(owners_chat));
  EXPECT_EQ(change(owner), 200);
  const auto end = thiefs_chat.read();
  EXPECT_TRUE(end.is_closed(4001)) << end.code << " " << end.text;
  for (const auto* refused : {"/api/v1/auth/refresh", "/api/v1/auth/logout-all"}) {
    EXPECT_EQ(ask("POST", refused, thief).status, 401) << refused;
  }
  EXPECT_EQ(sign_in(old_password), "");
  owners_chat.send(R"({"type":"ping"})");
  EXPECT_EQ(read_event(owners_chat).type(), "pong");
  EXPECT_EQ(ask("POST", "/api/v1/auth/refresh", owner).status, 200);
}

TEST_F(stolen_password, is_answered_for_good) {
  const auto thief = sign_in(old_password);
  const auto owner = sign_in(old_password);
  ASSERT_EQ(change(owner), 200);
  restart();
  EXPECT_EQ(ask("GET", "/api/v1/user/profile", thief).status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/user/profile", owner).status, 200);
  EXPECT_NE(sign_in(new_password), "");
}

TEST_F(stolen_password, keeps_nobody_from_a_new_login_at_once) {
  ASSERT_EQ(change(sign_in(old_password)), 200);
  const auto token = sign_in(new_password);
  auto client = chat(token);
  EXPECT_TRUE(is_let_in(client));
  const auto question = R"({"message":"hello"})";
  EXPECT_EQ(ask("POST", "/api/v1/chat/message", token, question).status, 200);
  ASSERT_EQ(ask("POST", "/api/v1/auth/logout-all", token).status, 200);
  EXPECT_TRUE(client.read().is_closed(4001));
  const auto next = sign_in(new_password);
  auto again = chat(next);
  EXPECT_TRUE(is_let_in(again));
  EXPECT_EQ(ask("POST", "/api/v1/chat/message", next, question).status, 200);
}

TEST_F(stolen_password, ends_with_one_login) {
  const auto thief = sign_in(old_password);
  auto client = chat(thief);
  ASSERT_TRUE(is_let_in(client));
  const auto logins = ask("GET", "/api/v1/user/logins", thief).body;
  const auto owner = sign_in(old_password);
  EXPECT_EQ(ask("DELETE", "/api/v1/user/logins/" + text_field(logins, "login_id"), owner).status,
            200);
  EXPECT_TRUE(client.read().is_closed(4001));
  EXPECT_EQ(ask("GET", "/api/v1/user/profile", thief).status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/user/profile", owner).status, 200);
}

TEST_F(stolen_password, is_reset_by_a_code_that_the_command_brings) {
  const auto thief = sign_in(old_password);
  ASSERT_EQ(ask("POST", "/api/v1/auth/forgot-password", "", R"({"user":"ann"})").status, 200);
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(folder / "mail"); }));
  std::ostringstream mail;
  mail << std::ifstream{folder / "mail"}.rdbuf();
  EXPECT_THAT(mail.str(), HasSubstr("ann@example.com"));
  const auto reset = [&] {
    return ask("POST", "/api/v1/auth/reset-password", "",
               R"({"user":"ann","code":")" + text_field(mail.str(), "code") +
                   R"(","new_password":")" + new_password + "\"}")
        .status;
  };
  EXPECT_EQ(reset(), 200);
  EXPECT_EQ(reset(), 401) << "once";
  EXPECT_EQ(ask("GET", "/api/v1/user/profile", thief).status, 401);
  EXPECT_NE(sign_in(new_password), "");
}

TEST_F(stolen_password, sends_codes_without_saying_who_has_an_account) {
  const auto known = ask("POST", "/api/v1/auth/forgot-password", "", R"({"user":"ann"})");
  EXPECT_EQ(known.status, 200) << known.body;
  for (const auto& token : {std::string{}, sign_in(old_password), std::string{"no token"}}) {
    const auto unknown = ask("POST", "/api/v1/auth/forgot-password", token, R"({"user":"nobody"})");
    EXPECT_EQ(unknown.status, 200) << unknown.body;
    EXPECT_EQ(text_field(unknown.body, "message"), text_field(known.body, "message"));
  }
}

}  // namespace
}  // namespace aurawell
