#include "net/llm/refusal/member_refusal.hpp"

#include <gtest/gtest.h>

#include "net/llm/refusal/refusal.hpp"

namespace aurawell::net {
namespace {

using enum request_member;

/// What a request has by default.
constexpr member_set sent{stream_options, thinking, user_id, temperature, max_tokens};

std::string described(member_set members) {
  std::string names;
  for (std::size_t i = 0; i < request_member_count; ++i) {
    if (const auto member = static_cast<request_member>(i); members.has(member)) {
      names += (names.empty() ? "" : " ") + std::string{name_of(member)};
    }
  }
  return names;
}

struct wording {
  int status;
  const char* body;
  member_set refused;
};

void expect_all(std::initializer_list<wording> rows) {
  for (const auto& [status, body, refused] : rows) {
    const auto read = read_refusal(status, body, sent);
    EXPECT_EQ(described(read.members), described(refused)) << body;
    EXPECT_FALSE(read.too_long) << body;
  }
}

constexpr member_set limits{max_tokens, max_completion_tokens};

TEST(member_refusal, is_known_in_the_words_of_every_server) {
  expect_all({
      // OpenAI and Azure.
      {400,
       R"j({"error":{"message":"Unknown parameter: 'thinking'.","type":"invalid_request_error","param":"thinking","code":"unknown_parameter"}})j",
       member_set{thinking}},
      {400,
       R"j({"error":{"message":"Unrecognized request argument supplied: thinking","type":"invalid_request_error","param":null,"code":null}})j",
       member_set{thinking}},
      {400,
       R"j({"error":{"message":"Unrecognized request arguments supplied: stream_options, thinking, user_id","param":null}})j",
       member_set{stream_options, thinking, user_id}},
      {400,
       R"j({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}})j",
       member_set{max_tokens}},
      {400,
       R"j({"error":{"message":"Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}})j",
       member_set{temperature}},
      {400,
       R"j({"error":{"message":"Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported."}})j",
       member_set{temperature}},
      {400, R"j({"error":{"message":"No.","param":"stream_options","code":"unknown_parameter"}})j",
       member_set{stream_options}},
      {400,
       R"j({"error":{"message":"Unrecognized request argument supplied: thinking (request id: 2025)","type":"openai_error","param":"","code":"<nil>"}})j",
       member_set{thinking}},
      // Bounds of an answer.
      {400,
       R"j({"error":{"message":"max_tokens is too large: 6000. This model supports at most 4096 completion tokens, whereas you provided 6000.","param":"max_tokens","code":"invalid_value"}})j",
       limits},
      {400,
       R"j({"error":{"message":"Invalid max_tokens value, the valid range of max_tokens is [1, 8192]","param":null}})j",
       limits},
      {400,
       R"j({"error":{"message":"<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]"}})j",
       limits},
      {400,
       "data: {\"error\":{\"code\":\"invalid_parameter_error\",\"param\":null,\"message\":\"Range "
       "of max_tokens should be [1, 131072]\"}}\n\n",
       limits},
      {400,
       R"j({"error":{"code":"InvalidParameter","message":"The parameter `max_tokens` specified in the request are not valid: integer above maximum value, expected a value <= 12288, but got 32000 instead.","param":"max_tokens"}})j",
       limits},
      // Mistral and everything made with pydantic.
      {422,
       R"j({"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options","include_usage"],"msg":"Extra inputs are not permitted","input":true}]},"type":"invalid_request_error","param":null,"code":null})j",
       member_set{stream_options}},
      {422,
       R"j({"detail":[{"type":"extra_forbidden","loc":["body","user_id"],"msg":"Extra inputs are not permitted","input":"p"},{"type":"extra_forbidden","loc":["body","thinking"],"msg":"Extra inputs are not permitted","input":{"type":"disabled"}}]})j",
       member_set{thinking, user_id}},
      {422,
       R"j({"object":"error","message":"{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"user_id\"],\"msg\":\"Extra inputs are not permitted\"}]}","type":"internal_error_proxy","code":"1000"})j",
       member_set{user_id}},
      {400,
       R"j({"object":"error","message":"[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted', 'input': {'include_usage': True}}]","type":"BadRequestError","param":null,"code":400})j",
       member_set{stream_options}},
      {400,
       R"j({"error":{"message":"litellm.BadRequestError: MistralException - {\"detail\":[{\"loc\":[\"body\",\"thinking\"],\"msg\":\"Extra inputs are not permitted\"}]}"}})j",
       member_set{thinking}},
      {422,
       R"j({"detail":[{"type":"extra_forbidden","loc":["body","user_id"],"msg":"Extra inputs are not permitted","inp)j",
       member_set{user_id}},
      // Fireworks, Anthropic, Bedrock.
      {400,
       R"j({"error":{"message":"Extra inputs are not permitted, field: 'stream_options', value: {'include_usage': True}"}})j",
       member_set{stream_options}},
      {400,
       R"j({"type":"error","error":{"type":"invalid_request_error","message":"thinking: Extra inputs are not permitted"}})j",
       member_set{thinking}},
      {400,
       R"j({"type":"error","error":{"message":"`temperature` is deprecated for this model."}})j",
       member_set{temperature}},
      {400,
       R"j({"message":"Malformed input request: #: extraneous key [user_id] is not permitted, please reformat your input and try again."})j",
       member_set{user_id}},
      {400,
       R"j({"message":"Malformed input request: #: extraneous key [thinking] is not permitted"})j",
       member_set{thinking}},
      // Gemini.
      {400,
       R"j([{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"user_id\": Cannot find field.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"description":"Invalid JSON payload received. Unknown name \"user_id\": Cannot find field."}]}]}}])j",
       member_set{user_id}},
      {400,
       R"j([{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"thinking\": Cannot find field.\nInvalid JSON payload received. Unknown name \"user_id\": Cannot find field."}}])j",
       member_set{thinking, user_id}},
      // Groq and Cerebras.
      {400,
       R"j({"error":{"message":"property 'stream_options' is unsupported, did you mean 'stream'?","type":"invalid_request_error"}})j",
       member_set{stream_options}},
      {400,
       R"j({"error":{"message":"property 'thinking' is unsupported, did you mean 'temperature'?"}})j",
       member_set{thinking}},
      {422,
       R"j({"message":"body.stream_options: property 'body.stream_options' is unsupported","type":"invalid_request_error","param":"validation_error","code":"wrong_api_format"})j",
       member_set{stream_options}},
      {400,
       R"j({"message":"body.thinking: property 'body.thinking' is unsupported\nbody.user_id: property 'body.user_id' is unsupported"})j",
       member_set{thinking, user_id}},
      // xAI, and servers in Rust, Go, JavaScript.
      {400,
       R"j({"code":"Client specified an invalid argument","error":"Argument not supported on this model: thinking"})j",
       member_set{thinking}},
      {422,
       "Failed to deserialize the JSON body into the target type: unknown field `thinking`, "
       "expected one of `model`, `messages`, `temperature`, `max_tokens`, `stream` at line 1 "
       "column 300",
       member_set{thinking}},
      {400, R"j({"error":"json: unknown field \"stream_options\""})j", member_set{stream_options}},
      {400,
       R"j({"error":{"name":"ZodError","issues":[{"code":"unrecognized_keys","keys":["thinking","user_id"],"path":[],"message":"Unrecognized key(s) in object: 'thinking', 'user_id'"}]}})j",
       member_set{thinking, user_id}},
      {400,
       R"j({"error":{"errors":[{"instancePath":"","params":{"additionalProperty":"user_id"},"message":"must NOT have additional properties"}]}})j",
       member_set{user_id}},
      {400, R"j({"error":{"message":"Invalid value at '$.stream_options'"}})j",
       member_set{stream_options}},
      {400, R"j({"error":{"message":"The thinking parameter is not supported by this model."}})j",
       member_set{thinking}},
      {400, R"j({"error":{"message":"Parameter temperature is not allowed here"}})j",
       member_set{temperature}},
      {400, R"j({"error":{"message":"参数 thinking 不支持"}})j", member_set{thinking}},
      {400, "Unsupported parameters: ['stream_options', 'thinking']",
       member_set{stream_options, thinking}},
      {400, "Unknown parameters: `thinking` and `user_id`", member_set{thinking, user_id}},
      {400, "body.user_id: forbidden", member_set{user_id}},
      {400, "“thinking” is not supported", member_set{thinking}},
      {400, R"j({"error":{"message":"This model does not support thinking."}})j",
       member_set{thinking}},
      {400, R"j({"error":{"message":"invalid temperature: only 1 is allowed for this model"}})j",
       member_set{temperature}},
      // A condition names another member.
      {400,
       R"j({"error":{"message":"`temperature` may only be set to 1 when `thinking` is enabled or in adaptive mode."}})j",
       member_set{temperature}},
  });
}

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

TEST(member_refusal, is_known_in_chinese_words) {
  expect_all({
      {400, R"j({"error":{"message":"不支持的参数：thinking"}})j", member_set{thinking}},
      {400, R"j({"error":{"message":"未知参数 thinking"}})j", member_set{thinking}},
      {400, R"j({"error":{"message":"未知参数：thinking，user_id"}})j",
       member_set{thinking, user_id}},
      {400, R"j({"error":{"message":"未知字段「thinking」"}})j", member_set{thinking}},
      {400, R"j({"error":{"message":"无法识别的字段: thinking"}})j", member_set{thinking}},
      {400, R"j({"error":{"message":"temperature 不合法"}})j", member_set{temperature}},
      {400, R"j({"error":{"message":"temperature参数非法"}})j", member_set{temperature}},
      {400, R"j({"error":{"message":"非法参数：temperature"}})j", member_set{temperature}},
      {400, R"j({"error":{"message":"该模型不允许使用 thinking 参数"}})j", member_set{thinking}},
      {400, R"j({"error":{"message":"参数错误：stream_options"}})j", member_set{stream_options}},
      {400, R"j({"error":{"message":"temperature 参数错误"}})j", member_set{temperature}},
      {400, R"j({"error":{"message":"temperature 超出范围，取值范围为 [0, 1]"}})j",
       member_set{temperature}},
      {400, R"j({"error":{"message":"max_tokens 超出范围"}})j", limits},
      {400, R"j({"error":{"message":"max_tokens 不能大于 1024"}})j", limits},
      {400, R"j({"error":{"message":"允许的参数：temperature、max_tokens。未知参数：thinking"}})j",
       member_set{thinking}},
  });
}

TEST(member_refusal, is_known_in_more_words_for_the_same) {
  expect_all({
      {400, R"j({"error":{"message":"Illegal parameter: thinking"}})j", member_set{thinking}},
      {400, R"j({"error":{"message":"thinking is not accepted by this model"}})j",
       member_set{thinking}},
      {400, R"j({"error":{"message":"temperature is fixed at 1 for this model"}})j",
       member_set{temperature}},
      {400, R"j({"error":{"message":"temperature exceeds 1"}})j", member_set{temperature}},
      {400, R"j({"error":{"message":"max_tokens exceeds the maximum of 1024"}})j", limits},
      {400,
       R"j({"error":{"message":"max_tokens: 2048 > 1024, which is the maximum allowed number of output tokens"}})j",
       limits},
      {400,
       R"j({"error":{"message":"Parameter 'thinking' is unknown. Supported parameters: temperature, max_tokens"}})j",
       member_set{thinking}},
  });
}

TEST(member_refusal, is_known_in_the_words_of_frameworks) {
  expect_all({
      // NestJS, Laravel, marshmallow, Django, .NET, Rails, Symfony.
      {400, R"j({"message":["property thinking should not exist"],"error":"Bad Request"})j",
       member_set{thinking}},
      {422, R"j({"message":"The thinking field is prohibited."})j", member_set{thinking}},
      {400, R"j({"errors":{"thinking":["is not permitted"]}})j", member_set{thinking}},
      {400, R"j({"errors":{"json":{"thinking":["Unknown field."],"user_id":["Unknown field."]}}})j",
       member_set{thinking, user_id}},
      {422, R"j({"json":{"thinking":["Unknown field."]}})j", member_set{thinking}},
      {400, R"j({"thinking":["Unknown field."]})j", member_set{thinking}},
      {400,
       R"j({"title":"One or more validation errors occurred.","errors":{"$.thinking":["The JSON value could not be converted."]}})j",
       member_set{thinking}},
      {400, R"j({"error":"found unpermitted parameter: :thinking"})j", member_set{thinking}},
      {422,
       R"j({"violations":[{"propertyPath":"[thinking]","title":"This field was not expected."}]})j",
       member_set{thinking}},
      // protobuf, Go, Jackson, Gson.
      {400, R"j({"error":"message type \"ChatRequest\" has no field named \"thinking\""})j",
       member_set{thinking}},
      {400,
       R"j({"error":"json: cannot unmarshal object into Go struct field ChatRequest.thinking of type string"})j",
       member_set{thinking}},
      {400,
       R"j({"message":"Cannot deserialize value of type `java.lang.String` from Object value (through reference chain: com.x.ChatRequest[\"thinking\"])"})j",
       member_set{thinking}},
      {400,
       R"j({"message":"Expected a string but was BEGIN_OBJECT at line 1 column 80 path $.thinking"})j",
       member_set{thinking}},
      // Values.
      {400, R"j({"error":"user_id is too long: at most 16 characters"})j", member_set{user_id}},
      {400, R"j({"error":"user_id must match pattern ^[a-z]+$"})j", member_set{user_id}},
      {400, R"j({"error":"user_id: String should have at most 8 characters"})j",
       member_set{user_id}},
      {400, R"j({"error":"user_id: value is not a valid uuid"})j", member_set{user_id}},
      {400, R"j({"error":"user_id does not match pattern"})j", member_set{user_id}},
      {400, R"j({"error":"user_id has a wrong format"})j", member_set{user_id}},
      {400, R"j({"error":"'user_id' is not one of the known properties temperature, max_tokens"})j",
       member_set{user_id}},
      {400, R"j({"error":"maximum value for max_tokens is 1024"})j", limits},
      {400, R"j({"error":"only temperature=1.0 is allowed for this model"})j",
       member_set{temperature}},
      {400, R"j({"error":"thinking.type: Input should be 'enabled'"})j", member_set{thinking}},
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

TEST(member_refusal, gives_the_answers_bound_its_other_name) {
  expect_all({
      {400,
       R"j({"error":"max_tokens is not supported. The maximum number of tokens is set by max_completion_tokens"})j",
       member_set{max_tokens}},
      {400,
       R"j({"error":"'max_tokens' or 'max_completion_tokens' is too large: 9000, at most 4096"})j",
       limits},
  });
  EXPECT_EQ(read_refusal(0, read_refusal_words("max_tokens is not supported for this model, please "
                                               "set max_completion_tokens instead"))
                .members,
            member_set{max_tokens});
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

TEST(member_refusal, takes_an_unclear_422_to_mean_what_not_every_server_knows) {
  const member_set little_known{stream_options, thinking, user_id};
  expect_all({{422, "Unprocessable Entity", little_known},
              {422, "", little_known},
              {422, "{}", little_known},
              {422, R"j({"detail":[{"loc":["body","messages"],"msg":"Field required"}]})j", {}}});
  EXPECT_EQ(read_refusal(422, "no", member_set{temperature}), refusal{});
}

TEST(member_refusal, leaves_a_matter_of_length_to_the_history) {
  for (const auto* body : {R"j({"error":"max_tokens is too large: 9000, context 8192"})j",
                           R"j({"error":{"message":"thinking: the prompt is too long"}})j"}) {
    EXPECT_TRUE(read_refusal(400, body, sent).too_long) << body;
  }
}

TEST(member_refusal, names_only_what_was_sent) {
  const auto* body =
      R"j({"error":{"message":"Unrecognized arguments supplied: thinking, user_id"}})j";
  EXPECT_EQ(read_refusal(400, body, member_set{user_id}).members, member_set{user_id});
  EXPECT_TRUE(read_refusal(400, body, member_set{temperature}).members.empty());
}

TEST(member_refusal, survives_any_cut_of_a_body) {
  const std::string body =
      R"j([{"error":{"message":"[{'loc': ('body', 'thinking'), 'msg': \"no\"}]","detail":[{"loc":["body","user_id"]}]}}])j";
  for (std::size_t begin = 0; begin < body.size(); ++begin) {
    for (std::size_t size = 0; size <= body.size() - begin; ++size) {
      const auto read = read_refusal(400, std::string_view{body}.substr(begin, size), sent);
      EXPECT_TRUE(read.members.without(member_set{thinking, user_id}).empty());
    }
  }
}

TEST(member_refusal, does_not_go_into_nesting_without_end) {
  std::string deep;
  for (int i = 0; i < 1'000; ++i) {
    deep += R"j({"error":[)j";
  }
  EXPECT_EQ(read_refusal(400, deep + std::string(1'000, ']'), sent), refusal{});
  std::string closed = deep;
  for (int i = 0; i < 1'000; ++i) {
    closed += "]}";
  }
  EXPECT_EQ(read_refusal(400, closed, sent), refusal{});
}

}  // namespace
}  // namespace aurawell::net
