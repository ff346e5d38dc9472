#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "net/wire/wire_codec.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

// 2026-01-02T03:04:05.678Z
constexpr wall_time noon{std::chrono::duration_cast<wall_time::duration>(1767323045678ms)};
const std::string stamp = R"("timestamp":"2026-01-02T03:04:05.678Z")";

const auto encoded_scope =
    std::make_shared<const request_scope>(request_scope{request_id{"r-1"}, conversation_id{"c-1"}});
const std::string in_log = stamp + R"(,"seq":7,"request_id":"r-1","conversation_id":"c-1",)";

std::string encoded(event_body body, bool scoped = true) {
  std::string out;
  encode_event({7, noon, scoped ? encoded_scope : nullptr, std::move(body)}, out);
  return out;
}

TEST(wire_encode, writes_connection_established) {
  const connection_established hello{"你好", 25s, {"u"}, {"c-9"}, {"s-1"}, "e-1", 41, true, false};
  EXPECT_EQ(encoded(hello, false),
            R"({"type":"connection_established",)" + stamp +
                R"(,"status":"connected","message":"你好","heartbeat_interval":25,"user_id":"u",)"
                R"("connection_id":"c-9","session_id":"s-1","epoch":"e-1","seq":41,)"
                R"("resumed":true,"recovered":false,"protocol":"aurawell.v1"})");
}

TEST(wire_encode, writes_pong_with_the_clients_data) {
  EXPECT_EQ(encoded(pong{R"({"t":[1]})"}, false),
            R"({"type":"pong",)" + stamp + R"(,"data":{"t":[1]}})");
  EXPECT_EQ(encoded(pong{}, false), R"({"type":"pong",)" + stamp + R"(,"data":{}})");
}

TEST(wire_encode, writes_a_delta_with_escapes) {
  EXPECT_EQ(encoded(answer_delta{"a\"\\\n\x01é😀/<", false}),
            R"({"type":"chat_stream",)" + in_log +
                R"("status":"streaming","delta":"a\"\\\n\u0001é😀/<"})");
}

TEST(wire_encode, marks_a_snapshot) {
  EXPECT_EQ(encoded(answer_delta{"so far", true}),
            R"({"type":"chat_stream",)" + in_log +
                R"("status":"streaming","delta":"so far","data":{"snapshot":true}})");
}

TEST(wire_encode, names_the_trace_in_statuses_only) {
  const auto scope = std::make_shared<const request_scope>(
      request_scope{request_id{"r-1"}, conversation_id{"c-1"}, "4bf9"});
  const auto encoded_with = [&scope](event_body body) {
    std::string out;
    encode_event({7, noon, scope, std::move(body)}, out);
    return out;
  };
  EXPECT_EQ(encoded_with(status_update{request_status::sending, "m", {}}),
            R"({"type":"status_update",)" + in_log +
                R"("trace_id":"4bf9","status":"sending","message":"m","data":{}})");
  for (const auto& body : {event_body{answer_delta{"a", false}}, event_body{reasoning_delta{"a"}},
                           event_body{answer_seam{"p", seam_reason::broken}},
                           event_body{connection_fault{{ec::internal, "x"}, {}, false}}}) {
    EXPECT_EQ(encoded_with(body).find("4bf9"), std::string::npos);
  }
}

TEST(wire_encode, writes_reasoning) {
  EXPECT_EQ(encoded(reasoning_delta{"hm"}),
            R"({"type":"chat_reasoning",)" + in_log + R"("delta":"hm"})");
}

TEST(wire_encode, marks_where_an_answer_was_continued) {
  for (const auto& [reason, word] :
       {std::pair{seam_reason::broken, "broken"}, std::pair{seam_reason::stalled, "stalled"},
        std::pair{seam_reason::slow, "slow"}}) {
    EXPECT_EQ(encoded(answer_seam{"deepseek", reason}),
              R"({"type":"chat_stream",)" + in_log +
                  R"("status":"streaming","delta":"","data":{"seam":true,"provider":"deepseek",)"
                  R"("reason":")" +
                  word + R"("}})");
  }
}

TEST(wire_encode, writes_every_plain_status) {
  for (const auto status : {request_status::sending, request_status::streaming}) {
    EXPECT_EQ(encoded(status_update{status, "m", {}}),
              R"({"type":"status_update",)" + in_log + R"("status":")" +
                  std::string{to_string(status)} + R"(","message":"m","data":{}})");
  }
}

TEST(wire_encode, writes_the_whole_summary_of_an_answer) {
  answer_summary summary{std::make_shared<const std::string>("好a\n"),
                         token_usage{1, 2, 3, 4, 5, true},
                         "m-1",
                         "deepseek",
                         "stop",
                         250ms,
                         1'234ms};
  for (const auto status :
       {request_status::done, request_status::cancelled, request_status::incomplete}) {
    EXPECT_EQ(encoded(status_update{status, "ok", summary}),
              R"({"type":"status_update",)" + in_log + R"("status":")" +
                  std::string{to_string(status)} +
                  R"(","message":"ok","data":{"full_response":"好a\n","conversation_id":"c-1",)"
                  R"("response_length":3,"usage":{"prompt_tokens":1,"completion_tokens":2,)"
                  R"("total_tokens":3,"cached_tokens":4,"reasoning_tokens":5,"estimated":true},)"
                  R"("model":"m-1","provider":"deepseek","finish_reason":"stop",)"
                  R"("first_token_ms":250,"duration_ms":1234}})");
  }
}

TEST(wire_encode, writes_the_safety_level_of_an_answer) {
  answer_summary summary;
  for (const auto level : {safety_level::routine, safety_level::see_doctor, safety_level::urgent,
                           safety_level::emergency}) {
    summary.safety = {level, safety::region::china};
    EXPECT_NE(encoded(status_update{request_status::done, "", summary})
                  .find(R"("duration_ms":0,"safety":")" + std::string{to_string(level)} + '"'),
              std::string::npos);
  }
}

TEST(wire_encode, writes_what_the_screen_found_with_the_first_event_of_an_answer) {
  const auto data = [](answer_safety found) {
    const auto frame = encoded(status_update{request_status::streaming, "", found});
    return frame.substr(frame.find(R"("data":)"));
  };
  EXPECT_EQ(data({safety_level::routine}), R"("data":{"safety":"routine"}})");
  EXPECT_EQ(data({safety_level::see_doctor}), R"("data":{"safety":"see_doctor"}})");
  EXPECT_EQ(data({safety_level::urgent, safety::region::china}),
            R"("data":{"safety":"urgent","safety_help":[)"
            R"({"kind":"ambulance","region":"CN","number":"120"},)"
            R"({"kind":"crisis","region":"CN","number":"12356"},)"
            R"({"kind":"police","region":"CN","number":"110"}]}})");
  EXPECT_EQ(data({safety_level::emergency, safety::region::united_states}),
            R"("data":{"safety":"emergency","safety_help":[)"
            R"({"kind":"ambulance","region":"US","number":"911"},)"
            R"({"kind":"crisis","region":"US","number":"988"}]}})");
}

TEST(wire_encode, tells_the_level_of_the_question_from_that_of_the_conversation) {
  const answer_safety found{safety_level::see_doctor, {}, safety_level::routine};
  answer_summary summary;
  summary.safety = found;
  const status_update updates[] = {
      {request_status::streaming, "", found},
      {request_status::done, "", summary},
      {request_status::error, "", request_failure{ec::ai_unavailable, {}, found}},
  };
  for (const auto& update : updates) {
    EXPECT_NE(encoded(update).find(R"("safety":"see_doctor","safety_now":"routine"}})"),
              std::string::npos);
  }
}

TEST(wire_encode, writes_what_the_screen_found_also_of_a_request_that_failed) {
  const request_failure failure{ec::ai_unavailable, {}, answer_safety{safety_level::see_doctor}};
  EXPECT_NE(encoded(status_update{request_status::error, "", failure})
                .find(R"("retry_after_ms":null,"safety":"see_doctor"}})"),
            std::string::npos);
}

TEST(wire_encode, leaves_out_what_is_not_known_of_an_answer) {
  EXPECT_EQ(encoded(status_update{request_status::cancelled, "", answer_summary{}}),
            R"({"type":"status_update",)" + in_log +
                R"("status":"cancelled","message":"","data":{"full_response":"",)"
                R"("conversation_id":"c-1","response_length":0,"model":"","provider":"",)"
                R"("finish_reason":"","duration_ms":0}})");
}

TEST(wire_encode, says_that_a_server_stops) {
  EXPECT_NE(encoded(status_update{request_status::error, "",
                                  request_failure{ec::unavailable, 1s, {}, true}})
                .find(R"("retryable":true,"retry_after_ms":1000,"restarting":true}})"),
            std::string::npos);
}

TEST(wire_encode, writes_the_failure_of_a_request) {
  EXPECT_EQ(encoded(status_update{request_status::error, "m",
                                  request_failure{ec::ai_unavailable, 1'500ms}}),
            R"({"type":"status_update",)" + in_log +
                R"("status":"error","message":"m","data":{"error_code":"AI_1401","retryable":true,)"
                R"("retry_after_ms":1500}})");
  EXPECT_NE(encoded(status_update{request_status::error, "", request_failure{ec::forbidden, {}}})
                .find(R"("retryable":false,"retry_after_ms":null)"),
            std::string::npos);
}

TEST(wire_encode, writes_queue_member_and_session) {
  EXPECT_NE(encoded(status_update{request_status::queued, "", queue_position{3}})
                .find(R"("status":"queued","message":"","data":{"position":3})"),
            std::string::npos);
  EXPECT_NE(encoded(status_update{request_status::done, "", member_switched{{"kid"}}})
                .find(R"("data":{"active_member_id":"kid"})"),
            std::string::npos);
  session_report report{noon, noon + 1s, {"m"}, {"c"}, 12, {{"r-1"}, {"r-2"}}};
  EXPECT_NE(
      encoded(status_update{request_status::done, "", report})
          .find(R"("data":{"session":{"connected_at":"2026-01-02T03:04:05.678Z",)"
                R"("last_activity":"2026-01-02T03:04:06.678Z","active_member_id":"m",)"
                R"("conversation_id":"c"},"connected_users":12,"requests_in_flight":["r-1","r-2"],)"
                R"("degraded":false,)"
                R"("server_time":"2026-01-02T03:04:05.678Z"}})"),
      std::string::npos);
}

TEST(wire_encode, writes_a_fault_of_the_connection) {
  EXPECT_EQ(encoded(connection_fault{{ec::bad_format, "no \"JSON\""}, {}, true}, false),
            R"({"type":"error",)" + stamp +
                R"(,"seq":7,"request_id":null,"conversation_id":null,"message":"no \"JSON\"",)"
                R"("error_code":"VALIDATION_1103","retryable":false,"retry_after_ms":null,)"
                R"("fatal":true})");
}

TEST(wire_encode, appends_and_keeps_leading_zeros_of_times) {
  std::string out = "x";
  encode_event({1, wall_time{} + 9ms, nullptr, pong{}}, out);
  EXPECT_EQ(out, R"(x{"type":"pong","timestamp":"1970-01-01T00:00:00.009Z","data":{}})");
}

}  // namespace
}  // namespace aurawell::net
