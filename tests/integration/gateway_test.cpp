// Authentication behind a gateway: the real program with requests as a gateway sends them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string mark = "question-of-the-victim";
const header_list forwarded{{"X-Forwarded-For", "203.0.113.5"}};
const std::string json_type = "application/json";

/// A stranger's request for the victim's data.
struct theft {
  std::string method;
  std::string target;
  std::string body{};
};

const std::vector<theft> thefts{
    {"GET", "/api/v1/user/export?user_id=victim"},
    {"DELETE", "/api/v1/user?user_id=victim"},
    {"GET", "/api/v1/chat/conversations?user_id=victim"},
    {"POST", "/api/v1/chat/message?user_id=victim", R"({"message":"hello","request_id":"r-1"})"},
    {"POST", "/api/v1/chat/message",
     R"({"message":"hello","request_id":"r-1","user_id":"victim"})"},
    {"POST", "/api/v1/chat/stream", R"({"message":"hello","request_id":"r-1","user_id":"victim"})"},
    {"POST", "/v1/chat/completions",
     R"({"user":"victim","messages":[{"role":"user","content":"hello"}]})"},
    {"POST", "/v1/chat/completions?user_id=victim",
     R"({"messages":[{"role":"user","content":"hello"}]})"},
};

/// The same in forms that a gateway that compares `user_id` reads differently.
const std::vector<theft> ambiguous_thefts{
    {"GET", "/api/v1/user/export?USER_ID=stranger&user_id=victim"},
    {"GET", "/api/v1/user/export?user%5Fid=stranger&user_id=victim"},
    {"GET", "/api/v1/user/export?user_id=victim&User_Id=stranger"},
    {"GET", "/api/v1/user/export?user_id=victim&user_id=stranger"},
    {"DELETE", "/api/v1/user?USER_ID=stranger&user_id=victim"},
    {"DELETE", "/api/v1/user?user_id=victim&user_id=stranger"},
};

http_response ask(std::uint16_t port, const theft& wanted, header_list headers,
                  const std::string& from = "127.0.0.1") {
  http_request request{wanted.method, wanted.target, std::move(headers), wanted.body, from};
  if (!wanted.body.empty()) {
    request.headers.emplace_back("Content-Type", json_type);
  }
  return http_send(port, request);
}

class behind_a_gateway : public ::testing::Test {
 protected:
  /// With default settings, except those that a test needs and `set`.
  void start(const std::vector<std::string>& set) {
    std::vector<std::string> arguments;
    for (const auto* always :
         {"storage.url=memory:", "server.port=0", "admin.port=0",
          "pools.health_chat.providers=offline", "pools.general_chat.providers=offline",
          "providers.offline.tokens_per_second=100000"}) {
      arguments.insert(arguments.end(), {"--set", always});
    }
    for (const auto& one : set) {
      arguments.insert(arguments.end(), {"--set", one});
    }
    program.emplace(arguments);
    port = program->port();
    ASSERT_NE(port, 0);
  }

  http_response ask(const theft& wanted, const header_list& headers,
                    const std::string& from = "127.0.0.1") const {
    return aurawell::ask(port, wanted, headers, from);
  }

  /// Stores data of the victim.
  void fill(const header_list& as_victim, const std::string& query) const {
    const theft question{"POST", "/api/v1/chat/message" + query,
                         R"({"message":")" + mark + R"(","request_id":"r-0"})"};
    EXPECT_EQ(ask(question, as_victim).status, 200);
  }

  void expect_all_there(const header_list& as_victim, const std::string& query) const {
    const auto kept = ask({"GET", "/api/v1/user/export" + query}, as_victim);
    EXPECT_EQ(kept.status, 200) << kept.body;
    EXPECT_THAT(kept.body, HasSubstr(mark));
    EXPECT_THAT(kept.body, Not(HasSubstr("hello"))) << "somebody asked in the victim's name";
  }

  void expect_refused(const theft& wanted, const header_list& headers, int status,
                      const std::string& code, const std::string& from = "127.0.0.1") const {
    const auto reply = ask(wanted, headers, from);
    EXPECT_EQ(reply.status, status) << wanted.method << " " << wanted.target << " " << reply.body;
    EXPECT_THAT(reply.body, HasSubstr(code)) << wanted.target;
    EXPECT_THAT(reply.body, Not(HasSubstr(mark))) << wanted.target;
  }

  void expect_closed(const std::string& target, const header_list& headers,
                     const std::string& reason, const std::string& from = "127.0.0.1") const {
    ws_client client{port, target, {.headers = headers, .from = from}};
    EXPECT_TRUE(client.connected());
    const auto end = client.read();
    EXPECT_TRUE(end.is_closed(4001)) << end.code << " " << end.text;
    EXPECT_THAT(end.text, HasSubstr(reason));
  }

  std::optional<running_program> program;
  std::uint16_t port = 0;
};

TEST_F(behind_a_gateway, open_mode_takes_nobody_at_their_word) {
  start({});
  const std::string as_victim = "?user_id=victim";
  fill({}, as_victim);
  for (const auto& one : thefts) {
    expect_refused(one, forwarded, 401, "AUTH_1004");
  }
  for (const auto& one : ambiguous_thefts) {
    expect_refused(one, forwarded, 400, "VALIDATION_1103");
  }
  expect_closed("/ws/chat/victim", forwarded, "auth.user_header");
  EXPECT_EQ(ask({"GET", "/api/v1/health"}, forwarded).status, 200) << "health needs no name";
  expect_all_there({}, as_victim);
}

TEST_F(behind_a_gateway, open_mode_can_be_told_to_believe_everybody) {
  start({"auth.allow_open_anywhere=true"});
  EXPECT_EQ(ask({"GET", "/api/v1/user/export?user_id=ann"}, forwarded).status, 200);
  ws_client client{port, "/ws/chat/ann", {.headers = forwarded}};
  EXPECT_EQ(read_event(client).type(), "connection_established");
}

class that_names_users : public behind_a_gateway {
 protected:
  that_names_users() {
    start({"auth.user_header=X-Auth-User", "server.trusted_proxies=127.0.0.1"});
  }

  static header_list named(const std::string& user) {
    return {{"X-Auth-User", user}, {"X-Forwarded-For", "203.0.113.5"}};
  }
};

TEST_F(that_names_users, each_gets_what_is_their_own) {
  fill(named("victim"), "");
  expect_all_there(named("victim"), "");
  expect_all_there(named("victim"), "?user_id=victim");
  const auto own = ask({"GET", "/api/v1/user/export"}, named("stranger"));
  EXPECT_EQ(own.status, 200);
  EXPECT_THAT(own.body, Not(HasSubstr(mark)));
  ws_client client{port, "/ws/chat/stranger", {.headers = named("stranger")}};
  EXPECT_EQ(read_event(client).text("user_id"), "stranger");
}

TEST_F(that_names_users, nobody_gets_what_is_anothers) {
  fill(named("victim"), "");
  for (const auto& one : thefts) {
    expect_refused(one, named("stranger"), 403, "AUTH_1005");
  }
  for (const auto& one : ambiguous_thefts) {
    expect_refused(one, named("stranger"), 400, "VALIDATION_1103");
  }
  expect_closed("/ws/chat/victim", named("stranger"), "not the user whom the gateway names");
  expect_all_there(named("victim"), "");
}

TEST_F(that_names_users, nobody_gets_in_unnamed) {
  fill(named("victim"), "");
  for (const auto& one : thefts) {
    expect_refused(one, {}, 401, "AUTH_1004");
    expect_refused(one, forwarded, 401, "AUTH_1004");
    expect_refused(one, named("victim, stranger"), 400, "VALIDATION_1103");
    expect_refused(one, named("victim"), 403, "AUTH_1005", "127.0.0.2");
    expect_refused(one, {}, 401, "AUTH_1004", "127.0.0.2");
  }
  expect_closed("/ws/chat/victim", forwarded, "missing");
  expect_closed("/ws/chat/victim", named("vic tim"), "one user");
  expect_closed("/ws/chat/victim", named("victim"), "trusted_proxies", "127.0.0.2");
  expect_all_there(named("victim"), "");
}

TEST_F(that_names_users, two_names_are_none) {
  fill(named("victim"), "");
  raw_client twice{port};
  twice.send(
      "GET /api/v1/user/export HTTP/1.1\r\nHost: localhost\r\nX-Auth-User: victim\r\n"
      "x-auth-user: victim\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(twice.read_to_end().value_or(""), HasSubstr("HTTP/1.1 400 "));
}

class called_by : public behind_a_gateway {
 protected:
  /// The status of a request that names `host`.
  static int status(std::uint16_t to, const std::string& target, const std::string& host) {
    return http_get(to, target, {{"Host", host}}).status;
  }

  /// Both listeners of the program.
  void start_both(const std::vector<std::string>& set) {
    start(set);
    admin = admin_port_of(*program);
  }

  std::uint16_t admin = 0;

 private:
  /// The line precedes the one with the clients' port, so it has been read.
  std::uint16_t admin_port_of(running_program& ran) const {
    const auto line = ran.seen_line("admin.listening port=");
    return line ? static_cast<std::uint16_t>(std::stoi(line->substr(line->rfind('=') + 1))) : 0;
  }
};

TEST_F(called_by, a_name_of_its_own_it_answers) {
  start_both({"server.host_names=App.example.com"});
  for (const auto* host : {"app.example.com", "APP.example.com:443", "localhost", "127.0.0.1:1",
                           "[::1]", "192.0.2.7"}) {
    EXPECT_EQ(status(port, "/api/v1/health", host), 200) << host;
    EXPECT_EQ(status(admin, "/livez", host), 200) << host;
  }
}

TEST_F(called_by, the_name_of_a_rebound_page_it_gives_nothing) {
  start_both({});
  fill({}, "?user_id=victim");
  for (const auto* host : {"evil.example", "evil.example:8000", "localhost.evil.example"}) {
    for (const auto* target : {"/", "/api/v1/user/export?user_id=victim", "/docs/"}) {
      EXPECT_EQ(status(port, target, host), 421) << host << target;
    }
    for (const auto* target : {"/metrics", "/admin/pools", "/livez"}) {
      EXPECT_EQ(status(admin, target, host), 421) << host << target;
    }
    const ws_client page{port,
                         "/ws/chat/victim",
                         {.headers = {{"Host", host}, {"Origin", "http://" + std::string{host}}}}};
    EXPECT_FALSE(page.connected());
    EXPECT_EQ(page.handshake().status, 421);
  }
  raw_client absolute{port};
  absolute.send(
      "GET http://evil.example/api/v1/user/export?user_id=victim HTTP/1.1\r\nHost: localhost\r\n"
      "Connection: close\r\n\r\n");
  EXPECT_THAT(absolute.read_to_end().value_or(""), HasSubstr("HTTP/1.1 400 "));
}

}  // namespace
}  // namespace aurawell
