// What operators order over HTTP from the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class operators : public ::testing::Test {
 protected:
  void write(const std::string& rest, int client_port = 0) const {
    std::ofstream{file} << "storage.url = \"memory:\"\nadmin.port = 0\nserver.port = "
                        << client_port << "\n"
                        << rest;
  }

  void begin(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"--config", file});
    program.emplace(std::move(more));
    port = program->port();
    ASSERT_NE(port, 0);
    admin = operators_port(*program);
    ASSERT_NE(admin, 0);
  }

  http_response order(const std::string& method, const std::string& path,
                      const std::string& body = {}) const {
    return http_send(admin, {method, path, {}, body});
  }

  ws_client chat(const std::string& user) const {
    ws_client client{port, "/ws/chat/" + user + "?lang=en"};
    EXPECT_TRUE(client.connected());
    read_event(client);
    return client;
  }

  temp_folder folder;
  const std::string file = (folder / "aurawell.toml").string();
  std::optional<running_program> program;
  std::uint16_t port = 0;
  std::uint16_t admin = 0;
};

TEST_F(operators, get_the_report_of_a_reload) {
  write("[pools.health_chat]\nworkers = 2\n[session]\nmax_inflight = 4\n");
  begin();
  write("[pools.health_chat]\nworkers = 9\n[session]\nmax_inflight = 5\n", 1234);
  const auto reply = order("POST", "/admin/reload");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body,
            R"({"adopted":true,"at_once":1,"new_sessions":1,"after_restart":1,"changes":[)"
            R"({"setting":"server.port","before":"0","after":"1234",)"
            R"("takes_effect":"after_restart"},)"
            R"({"setting":"session.max_inflight","before":"4","after":"5",)"
            R"("takes_effect":"new_sessions"},)"
            R"({"setting":"pools.health_chat.workers","before":"2","after":"9",)"
            R"("takes_effect":"at_once"}],"problems":[],"warnings":[],"no_longer_set":[]})"
            "\n");
  EXPECT_TRUE(program->log_line("settings.reloaded changes=3"));
  const auto used = http_get(admin, "/admin/config?format=json").body;
  EXPECT_THAT(used, HasSubstr(R"({"key":"pools.health_chat.workers","value":"9","origin":")" +
                              file + R"(:5:1","takes_effect":"at_once","waiting":null})"));
  EXPECT_THAT(used, HasSubstr(R"({"key":"server.port","value":"0","origin":")" + file +
                              R"(:3:8","takes_effect":"after_restart","waiting":"1234"})"));
  EXPECT_THAT(http_get(admin, "/admin/config").body, ContainsRegex("workers += 9 "));
}

TEST_F(operators, get_every_problem_of_a_bad_file) {
  write("[pools.health_chat]\nworkers = 2\n");
  begin();
  write("[pools.health_chat]\nworkers = 0\nqueu = 5\n");
  const auto reply = order("POST", "/admin/reload");
  EXPECT_EQ(reply.status, 422);
  EXPECT_THAT(reply.body, HasSubstr(R"({"adopted":false,"at_once":0,)"));
  EXPECT_THAT(reply.body, HasSubstr(R"("problems":[{"place":")" + file +
                                    R"(:5:1","detail":"pools.health_chat.workers: )"));
  EXPECT_THAT(reply.body, HasSubstr(R"({"place":")" + file +
                                    R"(:6:1","detail":"pools.health_chat.queu: unknown key)"));
  EXPECT_TRUE(program->log_line("settings.reload_refused problems=2"));
  EXPECT_THAT(http_get(admin, "/admin/config?format=json").body,
              HasSubstr(R"("key":"pools.health_chat.workers","value":"2")"));
  // Signals go on as before.
  write("[pools.health_chat]\nworkers = 3\n");
  program->signal(SIGHUP);
  EXPECT_TRUE(program->log_line("change=\"2 -> 3\""));
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(), 0);
}

TEST_F(operators, close_one_connection_and_all_of_a_user) {
  write("");
  begin();
  auto first = chat("ann");
  auto second = chat("ann");
  auto other = chat("bob");
  const event list{http_get(admin, "/admin/connections?format=json&limit=1").body};
  const auto id = list.text("next");
  EXPECT_EQ(order("DELETE", "/admin/connections/" + id).body, "{\"closed\":1}\n");
  EXPECT_TRUE(first.read().is_closed(4003));
  EXPECT_EQ(order("DELETE", "/admin/users/ann/connections").body, "{\"closed\":1}\n");
  EXPECT_TRUE(second.read().is_closed(4003));
  EXPECT_TRUE(program->log_line("admin.connections_closed name=ann connections=1"));
  const auto rest = http_get(admin, "/admin/connections?format=json").body;
  // The last: the first two may be there while they close.
  const auto user = rest.substr(rest.rfind("\"user\":\"") + 8, 18);
  EXPECT_THAT(user, HasSubstr("u-"));
  EXPECT_EQ(order("DELETE", "/admin/users/" + user + "/connections").body, "{\"closed\":1}\n");
  EXPECT_TRUE(other.read().is_closed(4003));
}

TEST_F(operators, see_a_session_and_its_questions) {
  write("");
  begin();
  ws_client client{port, "/ws/chat/ann?lang=en"};
  const auto hello = read_event(client);
  const auto path = "/admin/sessions/" + hello.text("session_id");
  const event known{http_get(admin, path).body};
  EXPECT_EQ(known.text("id"), hello.text("session_id"));
  EXPECT_EQ(known.text("connection"), hello.text("connection_id"));
  EXPECT_EQ(known.number("running"), 0);
  EXPECT_EQ(http_get(admin, "/admin/sessions/s_unknown").status, 404);
}

TEST_F(operators, change_the_level_of_the_log_until_the_next_reload) {
  write("");
  begin();
  EXPECT_EQ(order("GET", "/admin/log-level").body, "{\"level\":\"info\"}\n");
  EXPECT_EQ(order("PUT", "/admin/log-level", R"({"level":"debug"})").status, 200);
  EXPECT_TRUE(program->log_line("admin.log_level_changed log_level=debug"));
  chat("ann").close();
  EXPECT_TRUE(program->log_line("connection.opened"));
  EXPECT_EQ(order("POST", "/admin/reload").status, 200);
  EXPECT_EQ(order("GET", "/admin/log-level").body, "{\"level\":\"info\"}\n");
}

TEST_F(operators, show_a_token_that_a_reload_replaces) {
  const auto token_file = (folder / "token").string();
  const std::string first(40, 'a');
  const std::string second(40, 'b');
  const auto status = [&](const std::string& method, const std::string& path,
                          const std::string& token) {
    return http_send(admin, {method, path, {{"Authorization", "Bearer " + token}}, {}}).status;
  };
  write("");
  write_private_file(token_file, first + "\n");
  begin({"--set", "admin.token_file=" + token_file});
  EXPECT_EQ(http_get(admin, "/metrics").status, 401);
  EXPECT_EQ(http_get(admin, "/livez").status, 200);
  EXPECT_EQ(status("GET", "/metrics", first), 200);
  write_private_file(token_file, second + "\n");
  EXPECT_EQ(status("POST", "/admin/reload", first), 200);
  EXPECT_EQ(status("GET", "/metrics", first), 401);
  EXPECT_EQ(status("GET", "/metrics", second), 200);
  program->signal(SIGTERM);
  for (const auto& line : program->whole_log()) {
    EXPECT_THAT(line, Not(HasSubstr(first)));
    EXPECT_THAT(line, Not(HasSubstr(second)));
  }
}

TEST_F(operators, are_needed_before_the_port_is_open_to_others) {
  write("");
  running_program refused{{"--config", file, "--set", "admin.host=0.0.0.0"}};
  EXPECT_EQ(refused.wait(), 2);
  const auto log = refused.whole_log();
  ASSERT_FALSE(log.empty());
  EXPECT_THAT(log.back(), HasSubstr("set admin.token_file to a file with a token"));
}

TEST_F(operators, have_numbers_only_where_everybody_may_come) {
  write("");
  begin({"--set", "admin.host=0.0.0.0", "--set", "admin.allow_anywhere=true"});
  EXPECT_EQ(http_get(admin, "/metrics").status, 200);
  EXPECT_EQ(http_get(admin, "/admin/pools").status, 200);
  for (const auto* path : {"/admin/connections", "/admin/config", "/admin/sessions/s_1"}) {
    EXPECT_EQ(http_get(admin, path).status, 403) << path;
  }
  for (const auto* path : {"/admin/reload", "/admin/drain"}) {
    EXPECT_EQ(order("POST", path).status, 403) << path;
  }
}

}  // namespace
}  // namespace aurawell
