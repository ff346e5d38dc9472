#include "net/llm/refusal/length_refusal.hpp"

#include <gtest/gtest.h>

#include "net/llm/refusal/refusal.hpp"

namespace aurawell::net {
namespace {

bool is_too_long(int status, std::string_view body) {
  return read_refusal(status, body, {}).too_long;
}

struct wording {
  const char* server;
  int status;
  const char* body;
};

TEST(length_refusal, is_known_in_the_words_of_every_server) {
  for (
      const auto& [server, status, body] : {
          wording{
              "OpenAI", 400,
              R"j({"error":{"message":"This model's maximum context length is 4097 tokens. However, your messages resulted in 4294 tokens. Please reduce the length of the messages.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}})j"},
          wording{"OpenAI, by its code alone", 400,
                  R"j({"error":{"message":"","code":"context_length_exceeded"}})j"},
          wording{
              "OpenAI, newer", 400,
              R"j({"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","code":"context_length_exceeded"}})j"},
          wording{
              "OpenAI, one message", 400,
              R"j({"error":{"message":"Invalid 'messages[1].content': string too long. Expected a string with maximum length 1048576, but got a string with length 1540820 instead.","param":"messages[1].content","code":"string_above_max_length"}})j"},
          wording{
              "DeepSeek", 400,
              R"j({"error":{"message":"This model's maximum context length is 131072 tokens. However, you requested 131134 tokens (122942 in the messages, 8192 in the completion). Please reduce the length of the messages or completion.","type":"invalid_request_error","param":null,"code":"invalid_request_error"}})j"},
          wording{
              "vLLM", 400,
              R"j({"object":"error","message":"This model's maximum context length is 16384 tokens. However, you requested 19591 tokens (9591 in the messages, 10000 in the completion). Please reduce the length of the messages or completion. None","type":"BadRequestError","param":null,"code":400})j"},
          wording{
              "vLLM, newer", 400,
              R"j({"error":{"message":"This model's maximum context length is 262144 tokens. However, you requested 128000 output tokens and your prompt contains at least 134145 input tokens, for a total of at least 262145 tokens. (parameter=input_tokens, value=134145)","type":"BadRequestError","param":"input_tokens","code":400}})j"},
          wording{
              "vLLM, the answer's part", 400,
              R"j({"error":{"message":"'max_tokens' or 'max_completion_tokens' is too large: 2000. This model's maximum context length is 4096 tokens and your request has 2104 input tokens (2000 > 4096 - 2104).","code":400}})j"},
          wording{
              "SGLang", 400,
              R"j({"object":"error","message":"The input (61709 tokens) is longer than the model's context length (40960 tokens).","type":"BadRequestError","param":null,"code":400})j"},
          wording{
              "SGLang, the pool", 400,
              R"j({"object":"error","message":"Input length (160062 tokens) exceeds the maximum allowed length (59862 tokens). Use a shorter input or enable --allow-auto-truncate.","code":400})j"},
          wording{
              "llama.cpp", 400,
              R"j({"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"exceed_context_size_error","n_prompt_tokens":14429,"n_ctx":8192}})j"},
          wording{
              "llama.cpp, once", 500,
              R"j({"error":{"code":500,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"exceed_context_size_error"}})j"},
          wording{
              "llama-cpp-python", 400,
              R"j({"error":{"message":"Requested tokens (2285) exceed context window of 2048","type":"invalid_request_error"}})j"},
          wording{"Ollama", 400,
                  R"j({"error":"prompt too long; exceeded max context length by 4 tokens"})j"},
          wording{"Ollama, embedding", 400,
                  R"j({"error":"the input length exceeds the context length"})j"},
          wording{
              "LM Studio", 400,
              R"j({"error":"The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model with a larger context length, or provide a shorter input"})j"},
          wording{
              "Gemini", 400,
              R"j([{"error":{"code":400,"message":"The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).","status":"INVALID_ARGUMENT"}}])j"},
          wording{
              "Mistral", 400,
              R"j({"object":"error","message":"Prompt contains 150000 tokens and 0 draft tokens, too large for model with 131072 maximum context length","type":"invalid_request_invalid_args","code":"3051"})j"},
          wording{
              "Groq", 400,
              R"j({"error":{"message":"Please reduce the length of the messages or completion.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}})j"},
          wording{
              "Groq, beyond a minute's allowance", 413,
              R"j({"error":{"message":"Request too large for model `llama-3.1-8b-instant` on tokens per minute (TPM): Limit 6000, Requested 9021, please reduce your message size and try again.","type":"tokens","code":"rate_limit_exceeded"}})j"},
          wording{
              "OpenRouter", 400,
              R"j({"error":{"message":"This endpoint's maximum context length is 131072 tokens. However, you requested about 150000 tokens (149000 of text input, 1000 in the output). Please reduce the length of either one, or use the \"middle-out\" transform.","code":400}})j"},
          wording{
              "OpenRouter, somebody else's words", 400,
              R"j({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"prompt is too long: 213462 tokens > 200000 maximum\"}}","provider_name":"Anthropic"}}})j"},
          wording{
              "DashScope", 400,
              R"j({"error":{"message":"<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 129024]","type":"invalid_request_error","param":null,"code":"invalid_parameter_error"}})j"},
          wording{"DashScope, as an event", 400,
                  "data: {\"error\":{\"code\":\"invalid_parameter_error\",\"message\":\"Range of "
                  "input length should be [1, 30720]\"}}\n\n"},
          wording{
              "Anthropic", 400,
              R"j({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 213462 tokens > 200000 maximum"}})j"},
          wording{
              "Anthropic, later", 400,
              R"j({"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again"}})j"},
          wording{
              "Anthropic, bytes", 413,
              R"j({"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}})j"},
          wording{"Bedrock", 400, R"j({"message":"Input is too long for requested model."})j"},
          wording{
              "xAI", 400,
              R"j({"code":"Client specified an invalid argument","error":"This model's maximum prompt length is 131072 but the request contains 537812 tokens."})j"},
          wording{
              "Moonshot", 400,
              R"j({"error":{"message":"Invalid request: Your request exceeded model token limit: 8192","type":"invalid_request_error"}})j"},
          wording{
              "MiniMax", 400,
              R"j({"error":{"message":"invalid params, context window exceeds limit (2013)","type":"bad_request_error"}})j"},
          wording{"Together", 422, R"j({"error":{"message":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens and 512 `max_new_tokens`","type":"invalid_request_error"}})j"},
          wording{
              "TGI", 422,
              R"j({"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 2000","error_type":"validation"})j"},
          wording{
              "Copilot", 400,
              R"j({"error":{"message":"prompt token count of 130000 exceeds the limit of 128000","code":"model_max_prompt_tokens_exceeded"}})j"},
          wording{
              "Poolside", 400,
              R"j({"error":{"message":"Input length 300000 exceeds the maximum allowed input length of 262144 tokens."}})j"},
          wording{"Zhipu", 400, R"j({"error":{"code":"1261","message":"Prompt 超长"}})j"},
          wording{
              "Volcengine", 400,
              R"j({"error":{"code":"InvalidParameter","message":"Total tokens of image and text exceed max message tokens. Request id: 1"}})j"},
          wording{"Baidu", 400, R"j({"error_code":336103,"error_msg":"prompt tokens too long"})j"},
          wording{"a gateway", 413,
                  "<html><body><h1>413 Request Entity Too Large</h1></body></html>"},
          wording{"a gateway without a word", 413, ""},
          wording{"a short sentence", 400,
                  R"j({"error":"max_tokens is too large: 9000, context 8192"})j"},
          wording{"vLLM, no room", 400,
                  R"j({"error":{"message":"max_tokens must be at least 1, got -904."}})j"},
          wording{"a maximum", 400, R"j({"error":"The request exceeds maximum input length"})j"},
          wording{"Bedrock, a schema", 400,
                  R"j({"message":"expected maxLength: 2048, actual: 9000, please reformat"})j"},
          wording{"a bound", 422, R"j({"error":"the size of the input must be < 8193"})j"},
          wording{"a query", 400, R"j({"error":{"message":"query length exceed the limit"}})j"},
          wording{"messages", 400,
                  R"j({"error_msg":"total length of messages must be between 1 and 7000"})j"},
          wording{"a small model", 400, R"j({"error":"it only supports up to 4096 tokens"})j"},
          wording{"Chinese, contents", 400, R"j({"msg":"请求内容超过模型最大长度限制"})j"},
          wording{"Chinese, a sum", 400, R"j({"msg":"总 token 数超过了限制"})j"},
          wording{"Chinese, a number", 400, R"j({"msg":"token数量超限"})j"},
          wording{"a fault of the server", 500, R"j({"error":"prompt is too long"})j"},
          wording{"a gateway that hides the status", 502,
                  R"j({"error":"maximum context length is 4096 tokens"})j"},
          wording{"a limit", 429, R"j({"error":"context_length_exceeded"})j"},
          wording{"a cut body", 400,
                  R"j({"error":{"message":"This model's maximum context length is 4097 tok)j"},
      }) {
    EXPECT_TRUE(is_too_long(status, body)) << server;
  }
}

TEST(length_refusal, is_not_seen_in_other_refusals) {
  for (
      const auto& [server, status, body] : {
          wording{
              "a quota", 400,
              R"j({"error":{"message":"You exceeded your current quota of input tokens, please check your plan and billing details."}})j"},
          wording{
              "a rate", 429,
              R"j({"error":{"message":"Rate limit reached: the prompt is too long for this minute","code":"rate_limit_exceeded"}})j"},
          wording{
              "an answer's bound", 400,
              R"j({"error":{"message":"max_tokens is too large: 6000. This model supports at most 4096 completion tokens, whereas you provided 6000.","param":"max_tokens","code":"invalid_value"}})j"},
          wording{
              "DeepSeek's bound", 400,
              R"j({"error":{"message":"Invalid max_tokens value, the valid range of max_tokens is [1, 8192]","code":"invalid_request_error"}})j"},
          wording{
              "DashScope's bound", 400,
              R"j({"error":{"message":"<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]"}})j"},
          wording{"a member", 400,
                  R"j({"error":{"message":"Unknown parameter: 'stream_options'."}})j"},
          wording{
              "a value", 422,
              R"j({"detail":[{"loc":["body","temperature"],"msg":"Input should be less than or equal to 2","type":"less_than_equal","input":3.5}]})j"},
          wording{"a model", 400, R"j({"error":{"message":"The model `m` does not exist"}})j"},
          wording{"a forbidden question", 400,
                  R"j({"error":{"message":"The response was filtered","code":"content_filter"}})j"},
          wording{"a timeout", 400,
                  R"j({"error":{"message":"Processing your prompt took too long"}})j"},
          wording{
              "a timeout of the context", 400,
              R"j({"error":{"message":"The request context timed out, time limit exceeded"}})j"},
          wording{"a gateway's timeout", 400,
                  R"j({"error":{"message":"Timeout: the messages exceeded 60 s"}})j"},
          wording{"a timeout in Chinese", 400, R"j({"error":{"message":"prompt 处理超时"}})j"},
          wording{
              "a bound of the output", 400,
              R"j({"error":{"message":"max_tokens: 2048 > 1024, which is the maximum allowed number of output tokens"}})j"},
          wording{"an account", 401, R"j({"error":{"message":"context length exceeded"}})j"},
          wording{"a fault", 503,
                  R"j({"error":{"message":"The prompt is too long to be served now"}})j"},
          wording{"a value of a member", 400,
                  R"j({"error":{"message":"temperature must be < 2, got -1"}})j"},
          wording{"a name", 400,
                  R"j({"error":{"message":"Invalid 'user_id': string too long. Expected 64"}})j"},
          wording{"a limit of the account", 429,
                  R"j({"error":"Rate limit reached for models with this context length"})j"},
          wording{"nothing", 400, ""},
      }) {
    EXPECT_FALSE(is_too_long(status, body)) << server;
  }
}

TEST(length_refusal, is_seen_inside_of_an_answer_whatever_its_code) {
  for (const auto status : {0, 400, 404, 429, 500, 503}) {
    EXPECT_TRUE(read_refusal(status, read_refusal_words("context_length_exceeded")).too_long);
  }
  EXPECT_TRUE(read_refusal(0, read_refusal_words("context_length_exceeded ")).too_long);
  EXPECT_TRUE(read_refusal(0, read_refusal_words("the prompt is too long")).too_long);
  EXPECT_FALSE(read_refusal(0, read_refusal_words("the model is overloaded")).too_long);
  EXPECT_FALSE(
      read_refusal(0, read_refusal_words("Post \"http://m\": context deadline exceeded")).too_long);
}

}  // namespace
}  // namespace aurawell::net
