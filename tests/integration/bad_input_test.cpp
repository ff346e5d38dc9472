#include <gtest/gtest.h>

#include <thread>

#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace test_support;

struct bad_frame {
  std::string name;
  std::string text;
  std::string code;
};

// The name is GoogleTest's.
void PrintTo(const bad_frame& frame, std::ostream* out) {  // NOLINT(readability-identifier-naming)
  *out << frame.name;
}

class bad_frames : public ::testing::TestWithParam<bad_frame> {};

TEST_P(bad_frames, get_their_error_and_the_connection_survives) {
  running_service service{test_settings()};
  auto client = service.connect("u1");
  client.send(GetParam().text);
  const auto fault = read_event(client);
  EXPECT_EQ(fault.type(), "error");
  EXPECT_EQ(fault.text("error_code"), GetParam().code);
  EXPECT_FALSE(fault.text("message").empty());
  client.send(R"({"type":"get_status"})");
  EXPECT_EQ(read_event(client).status(), "done");
}

INSTANTIATE_TEST_SUITE_P(
    bad_input, bad_frames,
    ::testing::Values(
        bad_frame{"not_json", "hello", "VALIDATION_1103"},
        bad_frame{"truncated_json", R"({"type":"health_chat")", "VALIDATION_1103"},
        bad_frame{"no_object", "[1,2]", "VALIDATION_1103"},
        bad_frame{"no_type", R"({"data":{}})", "VALIDATION_1102"},
        bad_frame{"unknown_type", R"({"type":"dance"})", "VALIDATION_1101"},
        bad_frame{"type_of_wrong_type", R"({"type":7})", "VALIDATION_1103"},
        bad_frame{"no_message", R"({"type":"health_chat","data":{}})", "VALIDATION_1102"},
        bad_frame{"empty_message", R"({"type":"health_chat","data":{"message":""}})",
                  "VALIDATION_1101"},
        bad_frame{"message_of_wrong_type", R"({"type":"health_chat","data":{"message":[]}})",
                  "VALIDATION_1103"},
        bad_frame{"strange_request_id",
                  R"({"type":"health_chat","request_id":"a b","data":{"message":"x"}})",
                  "VALIDATION_1103"},
        bad_frame{"deep_nesting", std::string(30'000, '['), "VALIDATION_1103"}),
    [](const auto& test) { return test.param.name; });

TEST(bad_input, of_one_client_is_never_noticed_by_another) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 100;
  upstream_options.answer.rate = 200;
  mock::mock_llm upstream{upstream_options};
  running_service service{settings_with(upstream)};
  auto good = service.connect("good");
  good.send(R"({"type":"health_chat","data":{"message":"undisturbed"}})");
  for (int round = 0; round < 5; ++round) {
    auto binary = service.connect("bad");
    binary.send_binary("\x01\x02");
    EXPECT_TRUE(binary.read().is_closed(1003));
    auto garbled = service.connect("bad");
    garbled.send("\xff\xfe");
    EXPECT_TRUE(garbled.read().is_closed(1007));
    auto long_winded = service.connect("bad");
    long_winded.send(std::string(70'000, 'x'));
    const auto end = long_winded.read();
    EXPECT_TRUE(end.is_closed(1009))
        << static_cast<int>(end.type) << " " << end.code << " " << end.text;
    raw_client half_open{service.port()};
    half_open.send("GET /ws/chat/bad HTTP/1.1\r\nHost: x\r\n");
    raw_client oversized{service.port()};
    oversized.send("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'y') + "\r\n\r\n");
    const auto reply = oversized.read_until("\r\n");
    EXPECT_NE(reply.value_or("").find("431"), std::string::npos);
    ws_client stranger{service.port(), "/ws/chat/%00%2e%2e%2f"};
    EXPECT_TRUE(stranger.read().is_closed(4001));
  }
  const auto heard = read_answer(good);
  EXPECT_EQ(heard.statuses.back(), "done");
  EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
}

TEST(bad_input, in_excess_ends_the_connection) {
  auto values = test_settings();
  values.session.max_protocol_errors = 5;
  running_service service{values};
  auto client = service.connect("u1");
  for (int i = 0; i < 5; ++i) {
    client.send("nonsense");
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(read_event(client).type(), "error");
  }
  EXPECT_TRUE(client.read().is_closed(4010));
}

TEST(plain_http, answers_twenty_at_once) {
  running_service service{test_settings()};
  for (const auto* target : {"/", "/api/v1/health", "/ws/health"}) {
    std::vector<int> statuses(20);
    std::vector<std::thread> askers;
    for (auto& status : statuses) {
      askers.emplace_back([&, target] { status = http_get(service.port(), target).status; });
    }
    for (auto& asker : askers) {
      asker.join();
    }
    EXPECT_EQ(statuses, std::vector<int>(20, 200)) << target;
  }
}

}  // namespace
}  // namespace aurawell
