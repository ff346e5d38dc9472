// No line of the log, no page of operators and no exported span contains text of people or
// credentials.

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/net/llm/scripted_server.hpp"
#include "tests/net/trace/otlp/collected_spans.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

constexpr const char* key_variable = "AURAWELL_LOG_PRIVACY_KEY";

/// Each mark is used only at the place that its name says.
const std::vector<std::string> secrets{
    "QuestionWords7", "我的私事标记",   "GeneralWords7",  "ContextWords7", "ProfileName7",
    "ContextKey7",    "NoJsonWords7",   "TypeWords7",     "BadNameWords7", "LongWords7",
    "CancelWords7",   "MemberWords7",   "BinaryWords7",   "UrlToken7",     "HeaderToken7",
    "CookieValue7",   "ProtocolToken7", "sk-LogPrivacy7", "sk-InTheFile7", "ProxyPassword7",
    "BodyWords7",     "PathWords7",     "QueryWords7",    "RefusedWords7", "ResumeToken7",
    "ApiToken7",      "RecordWords7",   "SampleSource7",  "RelativeName7", "RelationWords7",
    "Nutmeg7",        "mail7@example",  "PlainWords7",    "TraceWords7",   "StateWords7",
};

class log_privacy : public ::testing::TestWithParam<const char*> {
 protected:
  log_privacy() { setenv(key_variable, "sk-LogPrivacy7", 1); }
  ~log_privacy() override { unsetenv(key_variable); }

  /// The first provider repeats the question in its errors, the second breaks off.
  void write_settings(const std::string& more = {}) const {
    const std::string server = "base_url = \"" + upstream.base_url() + "\"\napi_key_env = \"" +
                               key_variable + "\"\nretry_pause = \"1ms\"\nmax_retries = 1\n";
    std::ofstream{file} << "storage.url = \"sqlite:" << (folder / "a.db").string()
                        << "\"\nadmin.port = 0\nserver.port = 0\nlog.level = \"trace\"\n"
                        << "log.format = \"" << GetParam() << "\"\n"
                        << "session.max_message_chars = 200\n"
                        << "[trace]\ninterval = \"10ms\"\nendpoint = \"http://127.0.0.1:"
                        << collector.port() << "\"\n"
                        << "[pools.health_chat]\nproviders = [\"echo\", \"broken\", \"good\"]\n"
                        << "[pools.general_chat]\nproviders = [\"good\"]\n"
                        << "[providers.echo]\nmodel = \"quirk:status_500_echo\"\n"
                        << server << "[providers.broken]\nmodel = \"quirk:reset_mid_answer\"\n"
                        << server << "[providers.good]\nmodel = \"mock\"\n"
                        << server << more;
  }

  static ws_connect_options with_secrets() {
    return {{{"Authorization", "Bearer HeaderToken7"},
             {"Cookie", "login=CookieValue7"},
             {"Sec-WebSocket-Protocol", "aurawell, token.ProtocolToken7"}}};
  }

  static void ask(ws_client& client, const std::string& frame) {
    client.send(frame);
    read_answer(client);
  }

  /// Questions that are answered, cancelled, and repeated after a lost connection.
  static void chat(std::uint16_t port) {
    // No token is needed here; the result of one does not matter.
    ws_client{port, "/ws/chat/ann?lang=en&token=UrlToken7", with_secrets()}.drop();
    ws_client client{port, "/ws/chat/ann?lang=en", {{{"Cookie", "login=CookieValue7"}}}};
    ASSERT_TRUE(client.connected());
    const auto hello = read_event(client);
    ask(client, R"({"type":"health_chat","request_id":"r1","conversation_id":"c1","data":{)"
                R"("message":"QuestionWords7 我的私事标记","context":{"note":"ContextWords7",)"
                R"("profile":{"name":"ProfileName7"},"ContextKey7":true}}})");
    ask(client, R"({"type":"general_chat","traceparent":"00-TraceWords7",)"
                R"("data":{"message":"GeneralWords7"}})");
    ask(client, R"({"type":"general_chat","data":{"message":"GeneralWords7"},)"
                R"("traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",)"
                R"("tracestate":"k=StateWords7"})");
    client.send(R"({"type":"switch_member","data":{"member_id":"son"}})");
    read_event(client);
    client.send(R"({"type":"health_chat","request_id":"r2","data":{"message":"CancelWords7"}})");
    client.send(R"({"type":"cancel","request_id":"r2"})");
    read_answer(client, "r2");
    client.drop();
    const auto resume =
        "/ws/chat/ann?seq=1&session=" + hello.text("session_id") + "&epoch=" + hello.text("epoch");
    ws_client{port, resume + "&token=ResumeToken7"}.drop();
    ws_client again{port, resume};
    EXPECT_TRUE(again.connected());
    again.close();
  }

  static void send_what_is_refused(std::uint16_t port) {
    ws_client client{port, "/ws/chat/bob?lang=zh"};
    ASSERT_TRUE(client.connected());
    read_event(client);
    for (const std::string frame :
         {R"(NoJsonWords7)", R"({"type":"TypeWords7"})",
          R"({"type":"health_chat","request_id":"BadNameWords7 x","data":{"message":"m"}})",
          R"({"type":"switch_member","data":{"member_id":"MemberWords7 x"}})"}) {
      client.send(frame);
      EXPECT_EQ(read_event(client).type(), "error");
    }
    client.send(R"({"type":"health_chat","data":{"message":"LongWords7)" + std::string(300, 'x') +
                "\"}}");
    read_event(client);
    client.send_binary("BinaryWords7");
    client.close();
    ws_client{port, "/ws/chat/RefusedWords7%20x?token=UrlToken7"}.drop();
  }

  static void use_http(std::uint16_t port) {
    const header_list headers{{"Authorization", "Bearer ApiToken7"}};
    const auto send = [port](int status, const char* method, const std::string& target,
                             const char* body) {
      const header_list json{{"Content-Type", "application/json"}};
      const auto reply = http_send(port, {method, target + "?user_id=ann", json, body});
      EXPECT_EQ(reply.status, status) << method << " " << target << " " << reply.body;
    };
    send(200, "PUT", "/api/v1/user/profile", R"({"age":40,"medical_conditions":["RecordWords7"]})");
    send(400, "PUT", "/api/v1/user/profile", R"({"age":"RecordWords7","RecordWords7":1})");
    send(201, "POST", "/api/v1/user/samples",
         R"({"samples":[{"kind":"weight","value":70,"time":"2026-01-01T00:00:00Z",)"
         R"("source":"SampleSource7"}]})");
    send(201, "POST", "/api/v1/family/members",
         R"({"name":"RelativeName7","relation":"RelationWords7"})");
    send(200, "POST", "/api/v1/auth/register",
         R"({"username":"ann","email":"mail7@example.com","password":"Nutmeg7!kelp"})");
    send(200, "POST", "/api/v1/auth/login", R"({"username":"ann","password":"Nutmeg7!kelp"})");
    send(401, "POST", "/api/v1/auth/login", R"({"username":"ann","password":"Nutmeg7!kelq"})");
    send(200, "POST", "/api/v1/chat/message",
         R"({"type":"general_chat","message":"PlainWords7 all day"})");
    const std::string list = "/api/v1/chat/conversations?user_id=ann&token=UrlToken7";
    EXPECT_NE(http_get(port, list, headers).status, 0);
    EXPECT_NE(http_get(port, "/api/v1/PathWords7?q=QueryWords7", headers).status, 0);
    EXPECT_NE(http_send(port, {"POST", "/api/v1/chat/conversations", headers, "BodyWords7"}).status,
              0);
    EXPECT_NE(http_send(port, {"DELETE", "/api/v1/chat/conversations/c1?user_id=ann", headers, {}})
                  .status,
              0);
  }

  /// Everything that operators can read while somebody chats.
  static void look_as_operator(std::uint16_t port, std::uint16_t admin) {
    ws_client client{port, "/ws/chat/ann?lang=en", {{{"Cookie", "login=CookieValue7"}}}};
    ASSERT_TRUE(client.connected());
    const auto session = read_event(client).text("session_id");
    ask(client, R"({"type":"health_chat","data":{"message":"QuestionWords7 again"}})");
    for (const auto& path :
         {std::string{"/metrics"}, std::string{"/admin/pools"}, std::string{"/admin/providers"},
          std::string{"/admin/connections?format=json"}, std::string{"/admin/connections"},
          std::string{"/admin/config?format=json"}, std::string{"/admin/config"},
          "/admin/sessions/" + session}) {
      const auto reply = http_get(admin, path);
      EXPECT_EQ(reply.status, 200) << path;
      expect_no_secret(reply.body, path);
    }
  }

  static void expect_no_secret(const std::string& text, const std::string& place) {
    for (const auto& secret : secrets) {
      EXPECT_EQ(text.find(secret), std::string::npos) << secret << " in " << place << ": " << text;
    }
  }

  void reload_twice(running_program& program) {
    write_settings("proxy = \"http://user:ProxyPassword7@127.0.0.1:9\"\n");
    const auto report = http_send(operators_port(program), {"POST", "/admin/reload", {}, {}});
    EXPECT_EQ(report.status, 422);
    EXPECT_NE(report.body.find("must not hold a password"), std::string::npos) << report.body;
    expect_no_secret(report.body, "the report of the reload");
    program.signal(SIGHUP);
    EXPECT_TRUE(program.log_line("must not hold a password"));
    write_settings("api_key = \"sk-InTheFile7\"\n");
    program.signal(SIGHUP);
    EXPECT_TRUE(program.log_line("settings.reload_refused"));
  }

  mock::mock_llm upstream{[] {
    mock::mock_llm_options options;
    options.answer.tokens = 40;
    options.answer.first_token = std::chrono::milliseconds{0};
    return options;
  }()};
  net::scripted_server collector{
      {{net::scripted_server::act::send, net::response("200 OK", "", "{}")}}};
  temp_folder folder;
  const std::string file = (folder / "aurawell.toml").string();
};

TEST_P(log_privacy, holds_through_a_whole_story) {
  write_settings();
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  chat(port);
  send_what_is_refused(port);
  use_http(port);
  look_as_operator(port, operators_port(program));
  reload_twice(program);
  program.signal(SIGTERM);
  const auto lines = program.whole_log();
  EXPECT_EQ(program.wait(), 0);
  std::string told;
  for (const auto& line : lines) {
    told += line + '\n';
    expect_no_secret(line, "the log");
  }
  const auto requests = collector.requests();
  for (const auto& request : requests) {
    expect_no_secret(request, "a request to the collector");
    EXPECT_EQ(request.find("ann"), std::string::npos) << request;
  }
  // At least a question of each kind, with a failed and a broken try.
  EXPECT_GE(net::spans_in_requests(requests).size(), 12U);
  // Everything above has happened.
  EXPECT_NE(told.find("request.attempt_failed"), std::string::npos) << told;
  for (const auto* event : {"access.request", "access.connection", "access.question"}) {
    EXPECT_NE(told.find(event), std::string::npos) << event;
  }
  EXPECT_NE(told.find("bytes of its own text"), std::string::npos) << told;
  EXPECT_NE(told.find("must not hold a password"), std::string::npos) << told;
}

INSTANTIATE_TEST_SUITE_P(formats, log_privacy, ::testing::Values("text", "json"),
                         [](const auto& test) { return std::string{test.param}; });

}  // namespace
}  // namespace aurawell
