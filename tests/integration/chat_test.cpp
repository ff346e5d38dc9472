#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using strings = std::vector<std::string>;

const strings good_order{"sending", "streaming", "done"};

TEST(chat, serves_a_client_of_the_old_service_unchanged) {
  running_service service{test_settings()};
  ws_client client{service.port(), "/ws/chat/test_user_002"};
  const auto hello = read_event(client);
  EXPECT_EQ(hello.type(), "connection_established");
  EXPECT_EQ(hello.status(), "connected");
  EXPECT_EQ(hello.number("heartbeat_interval"), 25);
  client.send(R"({"type":"health_chat","data":{"message":"我最近觉得很累，有什么健康建议吗？",
    "context":{"mood":"tired","activity_level":"low"}},"conversation_id":"test_conv_001",
    "active_member_id":"test_user_002"})");
  const auto heard = read_answer(client);
  EXPECT_EQ(heard.statuses, good_order);
  EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
  EXPECT_EQ(heard.last().text("data.conversation_id"), "test_conv_001");
  EXPECT_EQ(heard.last().text("data.provider"), "offline");
  EXPECT_GT(heard.last().number("data.response_length"), 50);
}

TEST(chat, answers_general_chat_as_a_stream) {
  running_service service{test_settings()};
  auto client = service.connect("test_user_003");
  client.send(
      R"({"type":"general_chat","data":{"message":"你好，今天天气怎么样？"},"conversation_id":"c"})");
  const auto heard = read_answer(client);
  EXPECT_EQ(heard.statuses, good_order);
  EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
}

TEST(chat, answers_control_messages_with_one_event) {
  running_service service{test_settings()};
  auto client = service.connect("u1");
  client.send(R"({"type":"get_status","data":{}})");
  auto reply = read_event(client);
  EXPECT_EQ(reply.status(), "done");
  EXPECT_EQ(reply.number("data.connected_users"), 1);
  EXPECT_EQ(reply.text("data.session.active_member_id"), "u1");
  client.send(R"({"type":"switch_member","data":{"target_member_id":"family_member_001"}})");
  reply = read_event(client);
  EXPECT_EQ(reply.status(), "done");
  EXPECT_EQ(reply.text("data.active_member_id"), "family_member_001");
  client.send(R"({"type":"ping","data":{"n":1}})");
  reply = read_event(client);
  EXPECT_EQ(reply.type(), "pong");
  EXPECT_EQ(reply.number("data.n"), 1);
}

TEST(chat, gives_different_people_different_advice) {
  running_service service{test_settings()};
  auto client = service.connect("u1");
  std::set<std::string> answers;
  for (const auto* context : {R"({"age":30,"gender":"female","height":165,"weight":60})",
                              R"({"age":55,"gender":"male","height":175,"weight":95})",
                              R"({"age":15,"gender":"male","height":175,"weight":95})"}) {
    client.send(R"({"type":"health_chat","data":{"message":"How much should I eat?","context":)" +
                std::string{context} + "}}");
    const auto heard = read_answer(client);
    EXPECT_EQ(heard.statuses, good_order);
    answers.insert(heard.joined);
  }
  EXPECT_EQ(answers.size(), 3U);
}

TEST(chat, streams_from_a_real_upstream_with_its_usage) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 40;
  upstream_options.answer.rate = 0;
  mock::mock_llm upstream{upstream_options};
  auto values = settings_with(upstream);
  values.server.io_threads = 1;
  running_service service{values};
  auto client = service.connect("u1");
  for (int i = 0; i < 3; ++i) {
    client.send(R"({"type":"health_chat","request_id":"r)" + std::to_string(i) +
                R"(","data":{"message":"hello"}})");
    const auto heard = read_answer(client, "r" + std::to_string(i));
    EXPECT_EQ(heard.statuses, good_order);
    EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
    EXPECT_EQ(heard.last().text("data.provider"), "deepseek");
    EXPECT_EQ(heard.last().text("data.finish_reason"), "stop");
    EXPECT_EQ(heard.last().number("data.usage.completion_tokens"), 40);
  }
  EXPECT_EQ(upstream.stats().connections, 1U) << "each event loop reuses its connection";
}

TEST(chat, falls_back_to_the_coach_when_the_upstream_is_dead) {
  auto upstream = std::make_unique<mock::mock_llm>(mock::mock_llm_options{});
  const auto values = settings_with(*upstream);
  upstream.reset();
  running_service service{values};
  auto client = service.connect("u1");
  client.send(R"({"type":"health_chat","data":{"message":"How can I sleep better?"}})");
  const auto heard = read_answer(client);
  EXPECT_EQ(heard.statuses, good_order);
  EXPECT_EQ(heard.last().text("data.provider"), "offline");
}

TEST(chat, runs_requests_of_one_connection_side_by_side) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 30;
  mock::mock_llm upstream{upstream_options};
  running_service service{settings_with(upstream)};
  auto client = service.connect("u1");
  client.send(R"({"type":"health_chat","request_id":"a","data":{"message":"one"}})");
  client.send(R"({"type":"general_chat","request_id":"b","data":{"message":"two"}})");
  std::map<std::string, std::string> joined;
  std::set<std::string> done;
  double last_seq = 0;
  while (done.size() < 2 && !::testing::Test::HasFailure()) {
    const auto next = read_event(client);
    // Pieces that had to wait are sent as one, with the seq of the last.
    EXPECT_GT(next.number("seq"), last_seq);
    last_seq = next.number("seq");
    const auto request = next.text("request_id");
    joined[request] += next.text("delta");
    if (next.status() == "done") {
      EXPECT_EQ(joined[request], next.text("data.full_response"));
      done.insert(request);
    }
  }
}

TEST(chat, tells_whom_to_call_before_any_model_says_a_word) {
  mock::mock_llm upstream{{}};
  running_service service{settings_with(upstream)};
  auto client = service.connect("ann", "?lang=zh");
  client.send(
      R"({"type":"health_chat","request_id":"r1","data":{"message":"胸口剧痛，左臂发麻，一直出冷汗"}})");
  const auto first = read_answer(client, "r1");
  EXPECT_NE(first.joined.find("120"), std::string::npos) << first.joined.substr(0, 300);
  EXPECT_LT(first.joined.find("120"), first.joined.find("000000"));
  EXPECT_EQ(first.joined, first.last().text("data.full_response"));
  EXPECT_EQ(first.last().text("data.safety"), "emergency");
  EXPECT_EQ(first.last().text("data.safety_now"), "emergency");
  EXPECT_EQ(first.last().text("data.provider"), "deepseek");
  client.send(R"({"type":"health_chat","request_id":"r2","data":{"message":"没事了，谢谢"}})");
  const auto second = read_answer(client, "r2").last();
  EXPECT_EQ(second.text("data.safety"), "emergency");
  EXPECT_EQ(second.text("data.safety_now"), "routine");
}

}  // namespace
}  // namespace aurawell
