#include "net/llm/completion_encoder.hpp"

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

rapidjson::Document parsed(const encoded_request& request) {
  rapidjson::Document json;
  json.Parse(request.json.data(), request.json.size());
  EXPECT_FALSE(json.HasParseError()) << request.json;
  return json;
}

TEST(completion_encoder, writes_a_streaming_request) {
  auto request = encode_request(sample_request(), {.model = "m", .thinking = "disabled"}, "p1");
  request.choose({});
  EXPECT_EQ(request.json,
            R"({"model":"m","messages":[{"role":"system","content":"Be kind."},)"
            R"({"role":"user","content":"我\n\"累\""},{"role":"assistant","content":"Rest."}],)"
            R"("temperature":0.5,"max_tokens":77,"stream":true,)"
            R"("stream_options":{"include_usage":true},"thinking":{"type":"disabled"},)"
            R"("user_id":"p1"})");
}

TEST(completion_encoder, prefers_the_model_of_the_request) {
  auto asked = sample_request();
  asked.model = "other";
  auto request = encode_request(asked, {.model = "m", .thinking = ""}, "p1");
  request.choose({});
  EXPECT_STREQ(parsed(request)["model"].GetString(), "other");
  EXPECT_FALSE(parsed(request).HasMember("thinking"));
}

TEST(completion_encoder, can_change_its_mind_about_optional_members) {
  auto request = encode_request(sample_request(), {.model = "m", .thinking = "enabled"}, "p1");
  request.choose({});
  request.choose({.usage = false, .thinking = false, .user = false});
  const auto bare = parsed(request);
  EXPECT_FALSE(bare.HasMember("stream_options"));
  EXPECT_FALSE(bare.HasMember("thinking"));
  EXPECT_FALSE(bare.HasMember("user_id"));
  EXPECT_TRUE(bare["stream"].GetBool());
  request.choose({.usage = false});
  EXPECT_STREQ(parsed(request)["thinking"]["type"].GetString(), "enabled");
}

TEST(completion_encoder, ends_with_what_was_already_said_in_the_upstreams_own_way) {
  auto asked = sample_request();
  asked.messages = {{message_role::user, "why"}};
  asked.partial = "Be\xE4";
  const auto json_of = [&](continuation_style style) {
    auto request =
        encode_request(asked, {.model = "m", .thinking = "", .continuation = style}, "p1");
    request.choose({.usage = false, .thinking = false, .user = false});
    return request.json;
  };
  const std::string head = R"({"model":"m","messages":[{"role":"user","content":"why"},)"
                           R"({"role":"assistant","content":"Be�")";
  const std::string rest = R"("temperature":0.5,"max_tokens":77,"stream":true)";
  EXPECT_EQ(json_of(continuation_style::assistant), head + "}]," + rest + "}");
  EXPECT_EQ(json_of(continuation_style::prefix), head + R"(,"prefix":true}],)" + rest + "}");
  EXPECT_EQ(
      json_of(continuation_style::vllm),
      head + "}]," + rest + R"(,"continue_final_message":true,"add_generation_prompt":false})");
}

TEST(completion_encoder, says_nothing_of_continuing_when_there_is_nothing_to_continue) {
  const auto json_of = [](continuation_style style) {
    return encode_request(sample_request(), {.model = "m", .thinking = "", .continuation = style},
                          "p1")
        .json;
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

TEST(completion_encoder, leaves_out_the_member_that_a_refusal_names) {
  const optional_members all;
  const auto no_usage = optional_members{.usage = false};
  EXPECT_EQ(without_refused(all, 400, "Unrecognized request argument supplied: stream_options"),
            no_usage);
  EXPECT_EQ(
      without_refused(all, 422, R"({"detail":[{"loc":["body","stream_options"],"type":"extra"}]})"),
      no_usage);
  EXPECT_EQ(without_refused(all, 400, "Unknown parameter: 'thinking'."),
            optional_members{.thinking = false});
  EXPECT_EQ(without_refused(all, 400, R"({"error":{"message":"body.user_id: forbidden"}})"),
            optional_members{.user = false});
}

TEST(completion_encoder, takes_an_unclear_422_for_a_refusal_of_everything_optional) {
  EXPECT_EQ(without_refused({}, 422, "Unprocessable Entity"),
            (optional_members{.usage = false, .thinking = false, .user = false}));
}

TEST(completion_encoder, does_not_ask_again_when_the_refusal_is_about_something_else) {
  EXPECT_FALSE(without_refused({}, 400, "I was thinking: the prompt is too long"));
  EXPECT_FALSE(without_refused({.usage = false, .thinking = false, .user = false}, 422, "no"));
}

}  // namespace
}  // namespace aurawell::net
