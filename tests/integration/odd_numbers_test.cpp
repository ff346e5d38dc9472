// Numbers that are hard to convert, sent to the real program without authentication.

#include "tests/support/odd_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::HasSubstr;

const std::string key_of_tokens(32, 's');

/// An unsigned token; only its header and its claims are read.
std::string token_with(const std::string& number) {
  const auto part = [&number](const std::string& members) {
    return net::base64url_encode("{" + members + R"(,"x":)" + number + "}");
  };
  return part(R"("alg":"HS256")") + "." + part(R"("sub":"ann","exp":4000000000)") + ".c2ln";
}

class odd_numbers_test : public ::testing::Test {
 protected:
  odd_numbers_test() {
    test_support::write_private_file(folder / "secret", key_of_tokens);
    std::ofstream{folder / "aurawell.toml"} << "storage.url = \"memory:\"\n"
                                            << "admin.port = 0\nserver.port = 0\n"
                                            << "auth.mode = \"jwt\"\nauth.logins_per_address = 0\n"
                                            << "auth.secret_file = \""
                                            << (folder / "secret").string() << "\"\n";
    program.emplace(std::vector<std::string>{"--config", (folder / "aurawell.toml").string()});
    port = program->port();
  }

  ~odd_numbers_test() override {
    program->signal(SIGTERM);
    EXPECT_EQ(program->wait(), 0) << "the program has died";
  }

  http_response post(const std::string& target, const std::string& body, header_list headers = {}) {
    headers.emplace_back("Content-Type", "application/json");
    return http_send(port, {"POST", target, headers, body});
  }

  static std::string token_of_ann() {
    net::token_options options;
    options.secret = key_of_tokens;
    const auto now = std::chrono::system_clock::now();
    const auto gate =
        net::token_gatekeeper::make(net::token_gatekeeper::mode::tokens, options, now).value();
    return gate->issue_for({"ann"}, std::chrono::hours{1}, now).value().text;
  }

  void expect_refused(const std::string& number, const std::string& target,
                      const header_list& headers = {}) {
    ws_client stranger{port, target, {headers}};
    EXPECT_TRUE(stranger.connected()) << number;
    const auto end = stranger.read();
    EXPECT_TRUE(end.is_closed(4001)) << number << ": " << end.code << " " << end.text;
  }

  temp_folder folder;
  std::optional<running_program> program;
  std::uint16_t port = 0;
};

TEST_F(odd_numbers_test, in_the_body_of_a_login) {
  for (const auto& [number, fits] : odd_numbers()) {
    EXPECT_EQ(post("/api/v1/auth/login", R"({"password":)" + number + "}").status, 400) << number;
    const auto unknown =
        post("/api/v1/auth/login", R"({"username":"ann","password":"b","x":)" + number + "}");
    EXPECT_EQ(unknown.status, fits ? 401 : 400) << number << " " << unknown.body;
  }
}

TEST_F(odd_numbers_test, in_a_token_wherever_one_is_shown) {
  for (const auto& odd : odd_numbers()) {
    const auto token = token_with(odd.text);
    expect_refused(odd.text, "/ws/chat/ann?lang=en&token=" + token);
    expect_refused(odd.text, "/ws/chat/ann?lang=en", {{"Authorization", "Bearer " + token}});
    expect_refused(odd.text, "/ws/chat/ann?lang=en",
                   {{"Sec-WebSocket-Protocol", "aurawell.v1, aurawell.token." + token}});
    const auto reply =
        http_get(port, "/api/v1/user/profile", {{"Authorization", "Bearer " + token}});
    EXPECT_EQ(reply.status, 401) << odd.text;
  }
}

TEST_F(odd_numbers_test, in_a_question_over_http) {
  const header_list known{{"Authorization", "Bearer " + token_of_ann()}};
  for (const auto& [number, fits] : odd_numbers()) {
    const auto question =
        post("/api/v1/chat/message",
             R"({"message":"hello","type":"general_chat","context":{"kg":)" + number + "}}", known);
    EXPECT_EQ(question.status, fits ? 200 : 400) << number << " " << question.body;
    const auto completion =
        post("/v1/chat/completions",
             R"({"messages":[{"role":"user","content":"hello"}],"x":)" + number + "}", known);
    EXPECT_EQ(completion.status, fits ? 200 : 400) << number << " " << completion.body;
  }
}

TEST_F(odd_numbers_test, in_the_frames_of_a_chat) {
  ws_client client{port, "/ws/chat/ann?lang=en", {{{"Authorization", "Bearer " + token_of_ann()}}}};
  EXPECT_EQ(read_event(client).type(), "connection_established");
  int refused = 0;
  for (const auto& [number, fits] : odd_numbers()) {
    client.send(R"({"type":"ping","data":[)" + number + "]}");
    const auto answer = client.read().text;
    EXPECT_THAT(answer, HasSubstr(fits ? R"("data":[)" + number + "]" : "VALIDATION_1103"));
    client.send(R"({"type":"get_status","unknown":)" + number + "}");
    EXPECT_EQ(read_event(client).type(), fits ? "status_update" : "error") << number;
    refused += fits ? 0 : 2;
  }
  EXPECT_LT(refused, 20) << "the connection ends with the 20th";
  for (const auto& [number, fits] : odd_numbers()) {
    if (fits) {
      client.send(R"({"type":"general_chat","data":{"message":"hello","context":{"kg":)" + number +
                  "}}}");
      EXPECT_EQ(read_answer(client).last().status(), "done") << number;
    }
  }
  client.send(R"({"type":"general_chat","data":{"message":"hello","context":{"kg":2e308}}})");
  EXPECT_EQ(read_event(client).type(), "error");
}

}  // namespace
}  // namespace aurawell
