// A client of the replaced service, unchanged, against the real program as it is started without
// any setting of a provider.

#include <gtest/gtest.h>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

/// That client gives up after this many frames after its question, or this long without a frame.
constexpr int most_frames = 99;
constexpr auto old_client_patience = 5s;

struct old_answer {
  int pieces = 0;
  std::string joined;
  std::string full_response;
  double duration_ms = -1;
};

old_answer ask(std::uint16_t port, const std::string& question) {
  ws_client client{port, "/ws/chat/test_user_001"};
  old_answer heard;
  EXPECT_EQ(read_event(client).type(), "connection_established");
  client.send(question);
  for (int i = 0; i < most_frames; ++i) {
    const auto frame = client.read(old_client_patience);
    if (!frame.is_text()) {
      ADD_FAILURE() << "silence or an end before done";
      return heard;
    }
    const event said{frame.text};
    if (said.type() == "chat_stream") {
      ++heard.pieces;
      heard.joined += said.text("delta");
    } else if (said.status() == "done") {
      heard.full_response = said.text("data.full_response");
      heard.duration_ms = said.number("data.duration_ms");
      return heard;
    }
  }
  ADD_FAILURE() << "no done within " << most_frames << " frames";
  return heard;
}

class old_client : public ::testing::TestWithParam<const char*> {};

TEST_P(old_client, reads_the_whole_answer_of_the_default_coach) {
  running_program program{
      {"serve", "--set", "server.port=0", "--set", "admin.port=0", "--set", "storage.url=memory:"}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  const auto heard = ask(port, GetParam());
  EXPECT_LT(heard.pieces, 90);
  EXPECT_EQ(heard.joined, heard.full_response);
  EXPECT_GT(heard.full_response.size(), 500U);
  EXPECT_GE(heard.duration_ms, 0);
}

INSTANTIATE_TEST_SUITE_P(
    questions, old_client,
    ::testing::Values(
        R"({"type":"health_chat","data":{"message":"我最近总是感觉疲劳，请给我一些健康建议","context":{"mood":"tired","sleep_hours":6}},"conversation_id":"conv_1","active_member_id":"test_user_001"})",
        R"({"type":"health_chat","data":{"message":"请给我一份完整的健康计划：饮食、运动、体重、睡眠、心理五个方面都要"}})",
        R"({"type":"health_chat","data":{"message":"Give me a full health plan: diet, exercise, weight, sleep and mental health, all five areas."}})"));

}  // namespace
}  // namespace aurawell
