#include "net/llm/request/completion_encoder.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

namespace aurawell::net {
namespace {

completion_request sample_request() {
  completion_request request;
  request.messages = {{message_role::system, "Be kind."},
                      {message_role::user, "我\n\"累\""},
                      {message_role::assistant, "Rest."}};
  request.temperature = 0.5;
  request.max_tokens = 77;
  return request;
}

constexpr member_set usual{request_member::stream_options, request_member::thinking,
                           request_member::user_id, request_member::temperature,
                           request_member::max_tokens};

rapidjson::Document parsed(const encoded_request& request) {
  rapidjson::Document json;
  json.Parse(request.json.data(), request.json.size());
  EXPECT_FALSE(json.HasParseError()) << request.json;
  return json;
}

TEST(completion_encoder, writes_a_streaming_request) {
  auto request = encode_request(sample_request(), {.model = "m", .thinking = "disabled"}, "p1");
  request.choose(usual);
  EXPECT_EQ(request.json,
            R"({"model":"m","messages":[{"role":"system","content":"Be kind."},)"
            R"({"role":"user","content":"我\n\"累\""},{"role":"assistant","content":"Rest."}],)"
            R"("stream":true,"stream_options":{"include_usage":true},)"
            R"("thinking":{"type":"disabled"},"user_id":"p1","temperature":0.5,"max_tokens":77})");
}

TEST(completion_encoder, prefers_the_model_of_the_request) {
  auto asked = sample_request();
  asked.model = "other";
  auto request = encode_request(asked, {.model = "m", .thinking = ""}, "p1");
  request.choose(usual);
  EXPECT_STREQ(parsed(request)["model"].GetString(), "other");
  EXPECT_FALSE(parsed(request).HasMember("thinking"));
}

TEST(completion_encoder, can_change_its_mind_about_optional_members) {
  auto request = encode_request(sample_request(), {.model = "m", .thinking = "enabled"}, "p1");
  request.choose(usual);
  request.choose({});
  const auto bare = parsed(request);
  EXPECT_FALSE(bare.HasMember("stream_options"));
  EXPECT_FALSE(bare.HasMember("thinking"));
  EXPECT_FALSE(bare.HasMember("user_id"));
  EXPECT_TRUE(bare["stream"].GetBool());
  request.choose(usual.without(member_set{request_member::stream_options}));
  EXPECT_STREQ(parsed(request)["thinking"]["type"].GetString(), "enabled");
}

TEST(completion_encoder, ends_with_what_was_already_said_in_the_upstreams_own_way) {
  auto asked = sample_request();
  asked.messages = {{message_role::user, "why"}};
  asked.partial = "Be\xE4";
  const auto json_of = [&](continuation_style style) {
    auto request =
        encode_request(asked, {.model = "m", .thinking = "", .continuation = style}, "p1");
    request.choose(request.available() & member_set{request_member::continue_final_message,
                                                    request_member::add_generation_prompt});
    return request.json;
  };
  const std::string head = R"({"model":"m","messages":[{"role":"user","content":"why"},)"
                           R"({"role":"assistant","content":"Be�")";
  const std::string rest = R"("stream":true)";
  EXPECT_EQ(json_of(continuation_style::assistant), head + "}]," + rest + "}");
  EXPECT_EQ(json_of(continuation_style::prefix), head + R"(,"prefix":true}],)" + rest + "}");
  EXPECT_EQ(
      json_of(continuation_style::vllm),
      head + "}]," + rest + R"(,"continue_final_message":true,"add_generation_prompt":false})");
}

TEST(completion_encoder, says_nothing_of_continuing_when_there_is_nothing_to_continue) {
  const auto json_of = [](continuation_style style) {
    auto request = encode_request(sample_request(),
                                  {.model = "m", .thinking = "", .continuation = style}, "p1");
    request.choose(request.available());
    return request.json;
  };
  const auto plain = json_of(continuation_style::assistant);
  EXPECT_EQ(json_of(continuation_style::prefix), plain);
  EXPECT_EQ(json_of(continuation_style::vllm), plain);
}

TEST(completion_encoder, repairs_text_that_is_no_utf8) {
  auto asked = sample_request();
  asked.messages = {{message_role::user, "a\xFF"}};
  auto request = encode_request(asked, {.model = "m", .thinking = ""}, "p1");
  request.choose({});
  EXPECT_STREQ(parsed(request)["messages"][0]["content"].GetString(), "a\uFFFD");
}

}  // namespace
}  // namespace aurawell::net
