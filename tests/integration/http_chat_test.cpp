// Questions over plain HTTP: the replies, and the recovery of a client after a lost connection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "tests/integration/service.hpp"
#include "tests/mock_llm/answer_text.hpp"
#include "tests/support/event_stream_client.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::HasSubstr;

constexpr std::uint32_t tokens = 40;

mock::mock_llm_options paced(double rate) {
  mock::mock_llm_options options;
  options.answer.tokens = tokens;
  options.answer.rate = rate;
  return options;
}

std::string whole_answer(const std::string& message) {
  return mock::answer_text(mock::answer_seed(message), tokens);
}

const std::string stream_path = "/api/v1/chat/stream";
const header_list json{{"Content-Type", "application/json"}};

http_response ask(const running_service& service, const std::string& path, const std::string& body,
                  header_list headers = json) {
  return http_send(service.port(), {"POST", path, std::move(headers), body});
}

/// Events that a client has received for its question, over any number of connections.
struct heard_stream {
  std::string text;
  std::string last_id;
  std::string ending;
  std::vector<double> seqs;
  std::size_t snapshots = 0;

  void take(const streamed_event& streamed) {
    const event frame{streamed.data};
    last_id = streamed.id;
    if (frame.type() == "connection_established") {
      return;
    }
    EXPECT_EQ(frame.type(), streamed.type);
    seqs.push_back(frame.number("seq"));
    if (frame.flag("data.snapshot")) {
      text.clear();
      ++snapshots;
    }
    text += frame.text("delta");
    if (frame.has("data.full_response") || frame.status() == "error") {
      ending = frame.status();
      EXPECT_EQ(frame.text("data.full_response"), text);
    }
  }

  /// Reads one more event on a new connection; returns false when the answer has ended.
  bool hear_one(const running_service& service, const std::string& body) {
    header_list resume;
    if (!last_id.empty()) {
      resume.emplace_back("Last-Event-ID", last_id);
    }
    event_stream_client client{service.port(), stream_path, body, resume};
    EXPECT_EQ(client.status(), 200);
    for (auto next = client.next(); next; next = client.next()) {
      take(*next);
      if (next->type != "connection_established") {
        break;
      }
    }
    return ending.empty() && !::testing::Test::HasFailure();
  }

  void hear_all(event_stream_client& client) {
    EXPECT_EQ(client.status(), 200) << client.response().body;
    for (auto next = client.next(); next; next = client.next()) {
      take(*next);
    }
    EXPECT_TRUE(client.ended_well());
  }
};

TEST(http_chat, gives_the_whole_answer_at_once) {
  mock::mock_llm upstream{paced(0)};
  running_service service{settings_with(upstream)};
  const auto reply = ask(service, "/api/v1/chat/message",
                         R"({"message":"tired","user_id":"u1","conversation_id":"c1"})");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const event body{reply.body};
  EXPECT_EQ(body.text("reply"), whole_answer("tired"));
  EXPECT_EQ(body.text("conversation_id"), "c1");
  EXPECT_EQ(body.text("status"), "done");
  EXPECT_TRUE(body.has("suggestions") && body.has("quick_replies") && body.has("timestamp"));
}

TEST(http_chat, streams_the_events_of_the_websocket) {
  mock::mock_llm upstream{paced(0)};
  running_service service{settings_with(upstream)};
  event_stream_client client{service.port(), stream_path, R"({"message":"tired","user_id":"u1"})"};
  heard_stream heard;
  heard.hear_all(client);
  EXPECT_EQ(heard.ending, "done");
  EXPECT_EQ(heard.text, whole_answer("tired"));
  EXPECT_EQ(heard.snapshots, 0U);
}

TEST(http_chat, loses_and_repeats_nothing_when_the_line_is_cut_after_every_event) {
  mock::mock_llm upstream{paced(200)};
  running_service service{settings_with(upstream)};
  // With an id from the client, and with an id that the client never received.
  for (const std::string name : {R"(,"request_id":"r1")", ""}) {
    const auto body =
        R"({"message":"tired","user_id":"u)" + std::to_string(name.size()) + '"' + name + "}";
    heard_stream heard;
    while (heard.hear_one(service, body)) {
    }
    EXPECT_EQ(heard.ending, "done");
    EXPECT_EQ(heard.text, whole_answer("tired"));
    EXPECT_EQ(heard.snapshots, 0U);
    EXPECT_TRUE(std::is_sorted(heard.seqs.begin(), heard.seqs.end(), std::less_equal<>{}));
    EXPECT_GT(heard.seqs.size(), 4U);
  }
  EXPECT_EQ(upstream.stats().requests, 2U);
}

TEST(http_chat, brings_the_stored_answer_when_the_session_is_gone) {
  mock::mock_llm upstream{paced(200)};
  auto settings = settings_with(upstream);
  settings.session.resume_window = std::chrono::milliseconds{1};
  running_service service{settings};
  const std::string body = R"({"message":"tired","user_id":"u1"})";
  heard_stream heard;
  heard.hear_one(service, body);
  const auto first = heard.last_id;
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1; }));
  ASSERT_TRUE(eventually([&] { return service.status().live_counts().sessions == 0; }));
  event_stream_client client{service.port(), stream_path, body, {{"Last-Event-ID", first}}};
  heard.hear_all(client);
  EXPECT_EQ(heard.ending, "done");
  EXPECT_EQ(heard.text, whole_answer("tired"));
  EXPECT_EQ(heard.snapshots, 1U);
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST(http_chat, answers_the_same_name_once) {
  mock::mock_llm upstream{paced(0)};
  running_service service{settings_with(upstream)};
  const std::string named = R"({"message":"tired","user_id":"u1","request_id":"once"})";
  const auto first = ask(service, "/api/v1/chat/message", named);
  auto keyed = json;
  keyed.emplace_back("Idempotency-Key", "once");
  const auto second =
      ask(service, "/api/v1/chat/message", R"({"message":"tired","user_id":"u1"})", keyed);
  EXPECT_EQ(event{first.body}.text("reply"), whole_answer("tired"));
  EXPECT_EQ(event{second.body}.text("reply"), whole_answer("tired"));
  event_stream_client client{service.port(), stream_path, named};
  heard_stream heard;
  heard.hear_all(client);
  EXPECT_EQ(heard.text, whole_answer("tired"));
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST(http_chat, finishes_an_answer_whose_client_has_gone) {
  mock::mock_llm upstream{paced(100)};
  running_service service{settings_with(upstream)};
  const std::string body = R"({"message":"tired","user_id":"u1","request_id":"r1"})";
  {
    event_stream_client client{service.port(), stream_path, body};
    EXPECT_TRUE(client.next());
  }
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1; }));
  EXPECT_EQ(event{ask(service, "/api/v1/chat/message", body).body}.text("reply"),
            whole_answer("tired"));
  EXPECT_EQ(upstream.stats().streams_aborted, 0U);
}

TEST(http_chat, ends_an_answer_that_another_connection_hears) {
  mock::mock_llm upstream{paced(2)};
  running_service service{settings_with(upstream)};
  event_stream_client client{service.port(), stream_path,
                             R"({"message":"tired","user_id":"u1","request_id":"r1"})"};
  heard_stream heard;
  while (heard.text.empty()) {
    auto next = client.next();
    ASSERT_TRUE(next);
    heard.take(*next);
  }
  const auto stopped = ask(service, "/api/v1/chat/message",
                           R"({"message":"tired","user_id":"u1","request_id":"r1","cancel":true})");
  ASSERT_EQ(stopped.status, 200) << stopped.body;
  EXPECT_EQ(event{stopped.body}.text("status"), "cancelled");
  heard.hear_all(client);
  EXPECT_EQ(heard.ending, "cancelled");
  EXPECT_EQ(event{stopped.body}.text("reply"), heard.text);
  EXPECT_TRUE(eventually([&] { return upstream.stats().streams_aborted == 1; }));
}

TEST(http_chat, answers_nothing_that_was_ended_before_it_was_asked) {
  mock::mock_llm upstream{paced(2)};
  running_service service{settings_with(upstream)};
  const auto stopped = ask(service, "/api/v1/chat/message",
                           R"({"message":"tired","user_id":"u1","request_id":"r1","cancel":true})");
  EXPECT_EQ(event{stopped.body}.text("status"), "cancelled");
  const auto asked = ask(service, "/api/v1/chat/message",
                         R"({"message":"tired","user_id":"u1","request_id":"r1"})");
  EXPECT_EQ(event{asked.body}.text("status"), "cancelled");
  // The first may have reached the model before it was stopped.
  EXPECT_LE(upstream.stats().requests, 1U);
}

TEST(http_chat, refuses_before_anything_has_left) {
  mock::mock_llm upstream{paced(0)};
  auto settings = settings_with(upstream);
  settings.session.messages_per_user = 1;
  running_service service{settings};
  const auto question = R"({"user_id":"u1","message":")" + std::string(8'001, 'x') + "\"}";
  for (const std::string path : {"/api/v1/chat/message", "/api/v1/chat/stream"}) {
    const auto reply = ask(service, path, question);
    EXPECT_EQ(reply.status, 400) << path;
    EXPECT_THAT(reply.body, HasSubstr("VALIDATION_1104"));
  }
  const std::string good = R"({"user_id":"u1","message":"tired"})";
  EXPECT_EQ(ask(service, "/api/v1/chat/message", good).status, 200);
  const auto limited = ask(service, "/api/v1/chat/stream", good);
  EXPECT_EQ(limited.status, 429);
  EXPECT_NE(limited.header("Retry-After"), "");
}

TEST(http_chat, says_that_no_model_answers) {
  mock::mock_llm_options down = paced(0);
  down.fail_ratio = 1;
  mock::mock_llm upstream{down};
  auto settings = settings_with(upstream);
  settings.pools.at("health_chat").providers = {"deepseek"};
  auto& provider = settings.providers.at("deepseek");
  provider.stream.max_retries = 0;
  running_service service{settings};
  const auto reply = ask(service, "/v1/chat/completions",
                         R"({"user":"u1","messages":[{"role":"user","content":"tired"}]})");
  EXPECT_GE(reply.status, 502) << reply.body;
  EXPECT_THAT(reply.body, HasSubstr(R"({"error":{"message":)"));
}

TEST(http_chat, lets_a_slow_reader_have_everything) {
  auto plan = paced(0);
  plan.answer.tokens = 20'000;
  mock::mock_llm upstream{plan};
  auto settings = settings_with(upstream);
  settings.providers.at("deepseek").stream.max_answer_bytes = 4 * 1024 * 1024;
  running_service service{settings};
  event_stream_client client{service.port(), stream_path, R"({"message":"tired","user_id":"u1"})"};
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1; }));
  heard_stream heard;
  for (auto next = client.next(); next; next = client.next()) {
    heard.take(*next);
  }
  // The connection may have been closed for being too slow; then the client reconnects for the
  // rest.
  EXPECT_TRUE(client.ended_well());
  while (heard.ending.empty() && !HasFailure()) {
    event_stream_client again{service.port(),
                              stream_path,
                              R"({"message":"tired","user_id":"u1"})",
                              {{"Last-Event-ID", heard.last_id}}};
    heard.hear_all(again);
  }
  EXPECT_EQ(heard.text, mock::answer_text(mock::answer_seed("tired"), 20'000));
}

TEST(http_chat, knows_the_history_that_a_completion_brings) {
  mock::mock_llm upstream{paced(0)};
  running_service service{settings_with(upstream)};
  const auto reply =
      ask(service, "/v1/chat/completions",
          R"({"user":"u1","model":"aurawell-general","messages":[{"role":"user","content":"Hi"},)"
          R"({"role":"assistant","content":"Hello!"},{"role":"user","content":"tired"}]})");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_THAT(reply.body, HasSubstr(whole_answer("tired").substr(0, 20)));
  const event body{reply.body};
  EXPECT_EQ(body.text("object"), "chat.completion");
  EXPECT_EQ(body.text("model"), "aurawell-general");
}

}  // namespace
}  // namespace aurawell
