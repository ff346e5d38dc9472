#include "net/llm/refusal/member_refusal.hpp"

#include <gtest/gtest.h>

#include "tests/net/llm/refusal/refusal_wordings.hpp"

namespace aurawell::net {
namespace {

using enum request_member;

TEST(member_refusal, is_not_seen_in_other_sentences) {
  expect_all({
      {400,
       R"j({"error":{"message":"I was thinking: this user is not allowed to ask for that."}})j",
       {}},
      {400, R"j({"error":{"message":"The user is forbidden to think about temperature."}})j", {}},
      {400,
       R"j({"error":{"message":"Invalid 'messages[3].content': 'thinking' is not supported","param":"messages[3].content"}})j",
       {}},
      {422,
       R"j({"detail":[{"type":"extra_forbidden","loc":["body","messages",0,"user","thinking"],"msg":"Extra inputs are not permitted","input":"temperature"}]})j",
       {}},
      {422,
       R"j({"detail":[{"type":"string_type","loc":["body","messages",1,"content"],"msg":"Input should be a valid string","input":"Is 'temperature' not supported?"}]})j",
       {}},
      {400, R"j({"error":{"message":"Unknown parameter: 'top_p'.","param":"top_p"}})j", {}},
      {400,
       R"j({"error":{"message":"Unsupported value: 'my_temperature' and 'thinking_budget' are unknown"}})j",
       {}},
      {400, R"j({"error":{"message":"The model `m` does not exist","param":"model"}})j", {}},
      {400,
       R"j({"error":{"message":"bad request"},"request":{"temperature":0.7,"thinking":{"type":"disabled"},"note":"invalid"}})j",
       {}},
      {400,
       R"j({"error":{"message":"property 'model' is unsupported, did you mean 'thinking'?"}})j",
       {}},
      {401, R"j({"error":{"message":"Unknown parameter: 'thinking'."}})j", {}},
      {400, "", {}},
      {400, "[[[[", {}},
  });
}

TEST(member_refusal, is_only_the_first_list_of_a_line) {
  expect_all({
      {400,
       R"j({"message":"Unrecognized field \"user_id\" (class x.ChatRequest), not marked as ignorable (6 known properties: \"temperature\", \"max_tokens\", \"messages\", \"model\", \"stream\"])"})j",
       member_set{user_id}},
      {400, R"j({"error":"Unknown parameter. Known parameters: temperature, max_tokens"})j", {}},
      {400, R"j({"error":"Unexpected key. Possible keys: 'temperature', 'max_tokens'"})j", {}},
      {400, R"j({"error":"Invalid key: must be one of temperature, max_tokens"})j", {}},
      {400, R"j({"error":"Unknown key, should be one of 'temperature', 'top_p'"})j", {}},
      {400, R"j({"error":"Unsupported option. This endpoint supports temperature, top_p"})j", {}},
      {400, R"j({"error":"Bad, invalid key; it accepts the parameters 'temperature', 'n'"})j", {}},
      {400, R"j({"error":"Unknown parameter 'foo'. Parameters: temperature, max_tokens"})j", {}},
      {400,
       R"j({"error":"invalid keys; 'model', 'messages', 'temperature' are what it takes"})j",
       {}},
      {400, R"j({"error":"Invalid request; temperature=0.7"})j", {}},
      {400, R"j({"error":"only 'temperature' is allowed; unknown parameter"})j", {}},
      {400, R"j({"error":{"message":"参数错误，目前支持 temperature、max_tokens"}})j", {}},
      {400, R"j({"error":{"message":"无效的参数，仅支持：temperature、max_tokens"}})j", {}},
      {400, R"j({"error":{"message":"未知参数，可选参数为 temperature、max_tokens"}})j", {}},
      // But these are refused.
      {400, R"j({"error":"'thinking' must be one of 'a', 'b'"})j", member_set{thinking}},
      {400, R"j({"error":{"message":"temperature 仅支持 1，其他值无效"}})j",
       member_set{temperature}},
      {400, R"j({"error":"With this model, thinking is not supported"})j", member_set{thinking}},
  });
}

TEST(member_refusal, is_not_about_a_model_of_that_name) {
  expect_all({
      {400, R"j({"error":{"message":"unknown model: thinking-r1"}})j", {}},
      {400, R"j({"error":{"message":"unknown model: thinking"}})j", {}},
      {400, R"j({"error":{"message":"The model `thinking` is not available"}})j", {}},
      {400, R"j({"error":{"message":"Model 'thinking' is not supported"}})j", {}},
      {400, R"j({"error":{"message":"不支持的模型：thinking"}})j", {}},
  });
}

TEST(member_refusal, is_not_about_what_is_allowed) {
  expect_all({
      {400, R"j({"error":{"message":"Unknown parameter. Allowed: temperature, max_tokens"}})j", {}},
      {400,
       R"j({"error":{"message":"Invalid parameters; only temperature and max_tokens are supported"}})j",
       {}},
      {400, R"j({"error":{"message":"Unknown parameter 'top_p', valid: 'temperature'"}})j", {}},
      {400, R"j({"error":{"message":"参数错误。支持的参数：temperature、max_tokens"}})j", {}},
      // But these are refused.
      {400, R"j({"error":{"message":"Not allowed: thinking, user_id"}})j",
       member_set{thinking, user_id}},
      {400, R"j({"error":{"message":"Parameters that are not supported: thinking"}})j",
       member_set{thinking}},
  });
}

TEST(member_refusal, is_not_about_an_address_that_has_the_name) {
  expect_all({
      {400,
       R"j({"error":{"message":"Invalid request, see https://docs.example.com/api/thinking"}})j",
       {}},
      {400,
       R"j({"error":{"message":"Invalid request (https://x.example/docs#temperature, docs.x.example/thinking)"}})j",
       {}},
      {400, R"j({"error":{"message":"Invalid request at /v1/thinking"}})j", {}},
      {400,
       R"j({"error":{"message":"Unknown parameter: 'user_id', see https://x.example/max_tokens"}})j",
       member_set{user_id}},
  });
}

TEST(member_refusal, is_not_about_what_is_repeated_of_the_request) {
  expect_all({
      {400,
       R"j({"error":{"message":"messages.0.content must be string, got {'temperature': 1}"}})j",
       {}},
      {400,
       R"j({"error":{"message":"invalid request {'max_tokens': 2048, 'temperature': 0.7, 'stream_options': {}}"}})j",
       {}},
      {400,
       R"j({"error":{"message":"Invalid JSON: {\"thinking\": {\"type\": \"disabled\"}, \"user_id\": \"p\"}"}})j",
       {}},
      {400, R"j({"error":{"message":"messages[0].content is invalid: 'thinking'"}})j", {}},
      {400, R"j({"error":{"message":"model must be a string, got 'temperature'"}})j", {}},
      // Errors may be repeated inside of a sentence too.
      {400,
       R"j({"error":{"message":"Error code: 400 - {'error': {'message': \"Unknown parameter: 'thinking'\"}}"}})j",
       member_set{thinking}},
  });
}

}  // namespace
}  // namespace aurawell::net
