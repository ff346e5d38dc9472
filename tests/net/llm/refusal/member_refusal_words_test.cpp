#include "net/llm/refusal/member_refusal.hpp"

#include <gtest/gtest.h>

#include "tests/net/llm/refusal/refusal_wordings.hpp"

namespace aurawell::net {
namespace {

using enum request_member;

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
      // Mistral and other servers with pydantic.
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

}  // namespace
}  // namespace aurawell::net
