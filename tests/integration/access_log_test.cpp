// The lines of the real program about requests, connections and questions.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using testing::ContainsRegex;

std::vector<std::string> with_log(std::vector<std::string> settings = {}) {
  // Otherwise the address of this machine is that of a gateway.
  settings.emplace_back("server.trusted_proxies=");
  return with_settings(settings);
}

class access_log : public ::testing::Test {
 protected:
  static void expect_line(running_program& program, const std::string& event,
                          const std::string& form) {
    const auto line = program.log_line(" " + event + " ");
    ASSERT_TRUE(line) << event;
    EXPECT_THAT(*line, ContainsRegex(form));
  }

  static void ask(std::uint16_t port) {
    ws_client client{port, "/ws/chat/ann?lang=en"};
    ASSERT_TRUE(client.connected());
    read_event(client);
    client.send(R"({"type":"general_chat","request_id":"r1","data":{"message":"hello"}})");
    EXPECT_EQ(read_answer(client).last().status(), "done");
    client.close();
  }
};

TEST_F(access_log, has_a_line_for_each_request) {
  running_program program{with_log()};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  http_get(port, "/api/v1/health?x=1");
  expect_line(program, "access.request",
              "method=GET route=/api/v1/health status=200 request_bytes=0 "
              "reply_bytes=[1-9][0-9]* duration_ms=[0-9]+ complete=true "
              "address=127\\.0\\.0\\.0/24$");
  http_get(port, "/api/v1/user/profile?user_id=ann");
  expect_line(program, "access.request", "route=/api/v1/user/profile status=200 ");
  http_get(port, "/api/v1/nothing");
  expect_line(program, "access.request", "method=GET route=none status=404 ");
  http_get(port, "/nothing");
  expect_line(program, "access.request", "method=GET route=page status=404 ");
  http_get(port, "/ws/chat/ann");
  expect_line(program, "access.request", "route=/ws/chat/[{]user_id[}] status=426 ");
  http_send(port, {"POST",
                   "/api/v1/chat/message?user_id=ann",
                   {{"Content-Type", "application/json"}},
                   R"({"type":"general_chat","message":"hello","request_id":"r2"})"});
  expect_line(program, "access.question", "request=r2 trace=[0-9a-f]{32} connection=[^ ]+ ");
  expect_line(program, "access.request",
              "method=POST route=/api/v1/chat/message status=200 connection=[^ ]+ "
              "request=r2 request_bytes=[1-9][0-9]* reply_bytes=[1-9][0-9]* duration_ms=[0-9]+ "
              "complete=true address=127\\.0\\.0\\.0/24$");
}

TEST_F(access_log, has_a_line_for_each_question_and_each_chat) {
  running_program program{with_log()};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  ask(port);
  expect_line(
      program, "access.question",
      "session=[^ ]+ request=r1 trace=[0-9a-f]{32} connection=[^ ]+ pool=general_chat status=done "
      "code=\"\" provider=offline question_bytes=5 answer_bytes=[1-9][0-9]* "
      "prompt_tokens=[0-9]+ completion_tokens=[0-9]+ first_token_ms=[0-9]+ "
      "duration_ms=[0-9]+ address=127\\.0\\.0\\.0/24$");
  expect_line(program, "access.connection",
              "connection=[^ ]+ session=[^ ]+ close_code=1000 reason=\"client closed\" "
              "messages=1 received_bytes=[1-9][0-9]* frames=[1-9][0-9]* sent_bytes=[1-9][0-9]* "
              "duration_ms=[0-9]+ address=127\\.0\\.0\\.0/24$");
}

TEST_F(access_log, is_turned_off_and_shows_other_addresses_while_the_program_runs) {
  const temp_folder folder;
  const auto file = (folder / "aurawell.toml").string();
  const auto write = [&](const std::string& rest) {
    std::ofstream{file} << "storage.url = \"memory:\"\nadmin.port = 0\nserver.port = 0\n"
                        << "server.trusted_proxies = []\n"
                        << rest;
  };
  write("log.client_address = \"full\"\n");
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  http_get(port, "/api/v1/health");
  expect_line(program, "access.request", "address=127\\.0\\.0\\.1$");
  write("log.client_address = \"none\"\n");
  program.signal(SIGHUP);
  ASSERT_TRUE(program.log_line("settings.reloaded"));
  http_get(port, "/api/v1/health");
  expect_line(program, "access.request", "address=\"\"$");
  write("log.access = false\n");
  program.signal(SIGHUP);
  ASSERT_TRUE(program.log_line("settings.reloaded"));
  http_get(port, "/api/v1/health?after");
  ask(port);
  program.signal(SIGTERM);
  const auto lines = program.whole_log();
  EXPECT_EQ(program.wait(), 0);
  const auto is_access = [](const std::string& line) {
    return line.find(" access.") != std::string::npos;
  };
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(), is_access), 2);
}

}  // namespace
}  // namespace aurawell
