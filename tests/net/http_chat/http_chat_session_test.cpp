#include "net/http_chat/http_chat_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/net/http_chat/http_chat_fixture.hpp"
#include "tests/support/event_stream_client.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::event_stream_client;
using test_support::http_send;
using test_support::raw_client;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(http_chat, gives_the_whole_answer_at_once) {
  start();
  auto client = ask(message_path, why);
  EXPECT_EQ(session->client.user.value, "ann");
  EXPECT_EQ(question().message, "Why?");
  EXPECT_EQ(question().request.value, "r_" + session->id.value);
  say_status(request_status::sending);
  say_status(request_status::streaming);
  say(answer_delta{"Because"});
  finish("Because");
  const auto response = client.read_to_end();
  ASSERT_TRUE(response);
  EXPECT_THAT(*response, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(*response, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(*response, HasSubstr("X-Request-Id: " + question().request.value + "\r\n"));
  EXPECT_THAT(body_of(*response), StartsWith(R"({"reply":"Because","conversation_id":"c")"));
  EXPECT_TRUE(session->is_closed());
}

TEST_F(http_chat, asks_nothing_for_a_login_that_has_ended_meanwhile) {
  gate.revoke({"login-of-ann", {"ann"}, {}});
  start();
  for (const auto& path : {message_path, stream_path}) {
    const auto reply = http_send(
        port, {"POST",
               path,
               {{"Authorization", "Bearer token-of-ann"}, {"Content-Type", "application/json"}},
               why});
    EXPECT_EQ(reply.status, 401) << path;
    EXPECT_THAT(reply.body, HasSubstr("AUTH_1003")) << path;
  }
  EXPECT_FALSE(gateway.has_session());
}

TEST_F(http_chat, streams_events_as_they_come) {
  start();
  auto client = ask(stream_path, why);
  say_status(request_status::sending);
  const auto head = client.read_until("\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_THAT(*head, HasSubstr("Content-Type: text/event-stream; charset=utf-8\r\n"));
  EXPECT_THAT(*head, HasSubstr("X-Accel-Buffering: no\r\n"));
  EXPECT_THAT(*head, Not(HasSubstr("Content-Length")));
  EXPECT_TRUE(client.read_until("\"status\":\"sending\""));
  say(answer_delta{"Be"});
  EXPECT_TRUE(client.read_until("\"delta\":\"Be\""));
  say(answer_delta{"cause"});
  finish("Because");
  const auto rest = client.read_to_end();
  ASSERT_TRUE(rest);
  EXPECT_THAT(*rest, HasSubstr("\"full_response\":\"Because\""));
  EXPECT_TRUE(rest->ends_with("\r\n0\r\n\r\n"));
  EXPECT_TRUE(session->is_closed());
}

TEST_F(http_chat, streams_to_old_clients_without_chunks) {
  start();
  auto client = ask(stream_path, why, "1.0");
  finish("Because");
  const auto response = client.read_to_end();
  ASSERT_TRUE(response);
  EXPECT_THAT(*response, Not(HasSubstr("chunked")));
  EXPECT_THAT(body_of(*response), StartsWith("event: connection_established\nid: "));
  EXPECT_TRUE(response->ends_with("}\n\n"));
}

TEST_F(http_chat, gives_a_refusal_the_status_that_says_the_same) {
  start();
  const std::string ways[][2] = {{message_path, why},
                                 {stream_path, why},
                                 {completion_path, completion + "false}"},
                                 {completion_path, completion + "true}"}};
  for (const auto& [path, body] : ways) {
    auto client = ask(path, body);
    say_status(request_status::error,
               request_failure{ec::rate_limited, 1'500ms, answer_safety{safety_level::urgent}});
    const auto response = client.read_to_end();
    ASSERT_TRUE(response);
    EXPECT_THAT(*response, StartsWith("HTTP/1.1 429 ")) << path;
    EXPECT_THAT(*response, HasSubstr("Retry-After: 2\r\n")) << path;
    EXPECT_THAT(*response, HasSubstr("SYSTEM_1705")) << path;
    EXPECT_THAT(*response, HasSubstr(R"("safety":"urgent","safety_help":[{)")) << path;
    EXPECT_TRUE(session->is_closed());
  }
}

TEST_F(http_chat, tells_a_late_failure_in_the_stream) {
  start();
  auto events = ask(stream_path, why);
  say_status(request_status::sending);
  say_status(request_status::error, request_failure{ec::ai_unavailable, {}});
  const auto response = events.read_to_end();
  EXPECT_THAT(*response, StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(*response, HasSubstr("AI_1401"));
  // Nothing of a completion is sent before its first token.
  auto chunks = ask(completion_path, completion + "true}");
  say_status(request_status::sending);
  say_status(request_status::error, request_failure{ec::ai_unavailable, {}});
  EXPECT_THAT(*chunks.read_to_end(), StartsWith("HTTP/1.1 503 "));
}

TEST_F(http_chat, streams_a_completion) {
  start();
  auto client = ask(completion_path, completion + "true}");
  say_status(request_status::streaming);
  say(answer_delta{"Be"});
  ASSERT_TRUE(client.read_until(R"({"content":"Be"})"));
  say(answer_delta{"cause"});
  finish("Because");
  const auto rest = client.read_to_end();
  EXPECT_THAT(*rest, HasSubstr(R"({"content":"cause"})"));
  EXPECT_TRUE(rest->ends_with("data: [DONE]\n\n\r\n0\r\n\r\n"));
}

TEST_F(http_chat, keeps_a_silent_stream_open) {
  options.heartbeat_interval = 30ms;
  start();
  auto client = ask(stream_path, why);
  EXPECT_TRUE(client.read_until(": still here\n\n"));
  EXPECT_TRUE(client.read_until(": still here\n\n"));
  finish("Because");
  EXPECT_THAT(*client.read_to_end(), HasSubstr("full_response"));
}

TEST_F(http_chat, does_not_wait_for_ever_for_a_whole_answer) {
  options.answer_timeout = 40ms;
  start();
  auto client = ask(message_path, why);
  const auto response = client.read_to_end();
  EXPECT_THAT(*response, StartsWith("HTTP/1.1 504 "));
  EXPECT_THAT(*response, HasSubstr("SYSTEM_1703"));
  EXPECT_TRUE(session->is_closed());
}

TEST_F(http_chat, is_refused_to_an_address_with_too_many_connections) {
  options.max_connections_per_address = 1;
  start();
  const std::string gateway_told = "X-Forwarded-For: 198.51.100.9\r\n";
  auto first = ask(message_path, why, "1.1", gateway_told);
  raw_client second{port};
  second.send("POST " + message_path + " HTTP/1.1\r\nHost: x\r\n" + gateway_told +
              "Content-Type: application/json\r\nContent-Length: " + std::to_string(why.size()) +
              "\r\n\r\n" + why);
  const auto refused = second.read_to_end().value_or("");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(refused, HasSubstr("SYSTEM_1705"));
  EXPECT_THAT(refused, HasSubstr("Retry-After: 5\r\n"));
  finish("Because");
  EXPECT_THAT(*first.read_to_end(), HasSubstr("Because"));
}

TEST_F(http_chat, resumes_under_the_name_that_the_question_got_before) {
  start();
  auto client = ask(stream_path, why, "1.1", "Last-Event-ID: s-9:e:4\r\n");
  ASSERT_TRUE(session->client.resume);
  EXPECT_EQ(session->client.resume->seq, 4U);
  EXPECT_EQ(question().request.value, "r_s-9");
  finish("Because");
  EXPECT_THAT(*client.read_to_end(), HasSubstr("full_response"));
}

TEST_F(http_chat, asks_and_then_ends_an_answer_that_is_to_end) {
  start();
  auto client =
      ask(message_path, R"({"message":"Why?","user_id":"ann","request_id":"r","cancel":true})");
  ASSERT_TRUE(session->eventually([](const auto& s) { return s.commands.size() == 2; }));
  EXPECT_EQ(question().request.value, "r");
  EXPECT_EQ(std::get<cancel_command>(session->commands.at(1)).request.value, "r");
  say_status(request_status::cancelled, answer_summary{});
  EXPECT_THAT(*client.read_to_end(), HasSubstr(R"("status":"cancelled")"));
}

TEST_F(http_chat, counts_as_a_connect_of_its_user) {
  options.connects_per_user = 1;
  start();
  { const auto client = ask(message_path, why); }
  const event_stream_client second{port, stream_path, why};
  EXPECT_EQ(second.status(), 429);
  EXPECT_NE(second.response().header("Retry-After"), "");
  const event_stream_client third{port, completion_path, completion + "true}"};
  EXPECT_THAT(third.response().body, HasSubstr("rate_limit_error"));
}

TEST_F(http_chat, ignores_what_comes_behind_the_question) {
  start();
  auto client = ask(message_path, why);
  client.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  finish("Because");
  const auto response = client.read_to_end();
  EXPECT_THAT(*response, HasSubstr("Because"));
  EXPECT_THAT(*response, Not(HasSubstr("connected_users")));
}

}  // namespace
}  // namespace aurawell::net
