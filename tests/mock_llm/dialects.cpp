#include <algorithm>
#include <initializer_list>
#include <string>

#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

using names = std::vector<std::string>;

/// A context of this many bytes, small enough for a test to fill it.
constexpr std::size_t small_context = 8 * 1024;

/// Members that every server accepts.
const names core{"model", "messages", "stream", "max_tokens", "temperature"};

names extended(const names& known, std::initializer_list<const char*> more) {
  auto all = known;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

names without(names known, const std::string& name) {
  std::erase(known, name);
  return known;
}

/// The members of the request that are not `known`.
names strange_in(const chat_request& asked, const names& known) {
  names strange;
  for (const auto& name : asked.members) {
    if (std::ranges::find(known, name) == known.end()) {
      strange.push_back(name);
    }
  }
  return strange;
}

script json_refusal(unsigned status, const std::string& body) {
  return whole_response(status, "application/json", body);
}

/// `{"error":{…}}`, as OpenAI writes it. Everything is JSON already.
script openai_refusal(const std::string& message, const std::string& param,
                      const std::string& code) {
  return json_refusal(400, R"({"error":{"message":")" + message +
                               R"(","type":"invalid_request_error","param":)" + param +
                               R"(,"code":)" + code + "}}");
}

std::string quoted(const std::string& text) {
  return '"' + text + '"';
}

std::string tokens_of(const chat_request& asked) {
  return std::to_string(asked.prompt_bytes / 4);
}

const std::string context_tokens = std::to_string(small_context / 4);

script context_length_exceeded(const chat_request& asked) {
  return openai_refusal("This model's maximum context length is " + context_tokens +
                            " tokens. However, your messages resulted in " + tokens_of(asked) +
                            " tokens. Please reduce the length of the messages.",
                        "\"messages\"", "\"context_length_exceeded\"");
}

script unknown_parameter(const names& strange) {
  return openai_refusal("Unknown parameter: '" + strange.front() + "'.", quoted(strange.front()),
                        "\"unknown_parameter\"");
}

/// pydantic's list of all of them.
script extra_forbidden(const names& strange) {
  std::string items;
  for (const auto& name : strange) {
    items += (items.empty() ? "" : ",") + (R"({"type":"extra_forbidden","loc":["body",")" + name) +
             R"("],"msg":"Extra inputs are not permitted","input":null})";
  }
  return json_refusal(422, R"({"object":"error","message":{"detail":[)" + items +
                               R"(]},"type":"invalid_request_error","param":null,"code":null})");
}

/// Google's list of all of them.
script cannot_find_field(const names& strange) {
  std::string message;
  for (const auto& name : strange) {
    message += (message.empty() ? "" : "\\n") +
               (R"(Invalid JSON payload received. Unknown name \")" + name) +
               R"(\": Cannot find field.)";
  }
  return json_refusal(400, R"([{"error":{"code":400,"message":")" + message +
                               R"(","status":"INVALID_ARGUMENT"}}])");
}

script property_is_unsupported(const names& strange) {
  return json_refusal(400, R"({"error":{"message":"property ')" + strange.front() +
                               R"(' is unsupported, did you mean 'stream'?",)"
                               R"("type":"invalid_request_error"}})");
}

bool is_full(const chat_request& asked) noexcept {
  return asked.prompt_bytes > small_context;
}

/// How a maker's server refuses a request.
struct maker {
  /// Empty: it ignores unknown members.
  names known;
  script (*refuse_members)(const names& strange) = nullptr;
  script (*refuse_length)(const chat_request& asked) = nullptr;
};

quirk dialect(std::string name, std::string help, maker by) {
  return {"dialect_" + std::move(name), std::move(help),
          [by = std::move(by)](const quirk_case& now) -> std::optional<script> {
            if (!by.known.empty()) {
              if (const auto strange = strange_in(now.asked, by.known); !strange.empty()) {
                return by.refuse_members(strange);
              }
            }
            return is_full(now.asked) ? std::optional{by.refuse_length(now.asked)} : std::nullopt;
          }};
}

quirk reasoning_dialect() {
  const auto known =
      extended(without(core, "max_tokens"), {"stream_options", "max_completion_tokens"});
  return {"dialect_openai_reasoning",
          "OpenAI's reasoning models: max_completion_tokens, a fixed temperature",
          [known](const quirk_case& now) -> std::optional<script> {
            if (now.asked.max_tokens) {
              return openai_refusal(
                  "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                  "'max_completion_tokens' instead.",
                  "\"max_tokens\"", "\"unsupported_parameter\"");
            }
            if (now.asked.temperature && *now.asked.temperature != 1) {
              return openai_refusal(
                  "Unsupported value: 'temperature' does not support 0.7 with this model. Only the "
                  "default (1) value is supported.",
                  "\"temperature\"", "\"unsupported_value\"");
            }
            if (const auto strange = strange_in(now.asked, known); !strange.empty()) {
              return unknown_parameter(strange);
            }
            return is_full(now.asked) ? std::optional{context_length_exceeded(now.asked)}
                                      : std::nullopt;
          }};
}

script gemini_length(const chat_request& asked) {
  return json_refusal(400, R"([{"error":{"code":400,"message":"The input token count ()" +
                               tokens_of(asked) +
                               ") exceeds the maximum number of tokens allowed (" + context_tokens +
                               R"().","status":"INVALID_ARGUMENT"}}])");
}

script mistral_length(const chat_request& asked) {
  return json_refusal(400, R"({"object":"error","message":"Prompt contains )" + tokens_of(asked) +
                               " tokens and 0 draft tokens, too large for model with " +
                               context_tokens +
                               R"( maximum context length","type":"invalid_request_invalid_args",)"
                               R"("param":null,"code":"3051"})");
}

script groq_length(const chat_request&) {
  return openai_refusal("Please reduce the length of the messages or completion.", "\"messages\"",
                        "\"context_length_exceeded\"");
}

script ollama_length(const chat_request&) {
  return json_refusal(400,
                      R"({"error":"prompt too long; exceeded max context length by 9 tokens"})");
}

script vllm_length(const chat_request& asked) {
  return json_refusal(400,
                      R"({"object":"error","message":"This model's maximum context length is )" +
                          context_tokens + " tokens. However, you requested " + tokens_of(asked) +
                          R"( tokens in the messages. Please reduce the length of the messages.",)"
                          R"("type":"BadRequestError","param":null,"code":400})");
}

script sglang_length(const chat_request& asked) {
  return json_refusal(400, R"({"object":"error","message":"The input ()" + tokens_of(asked) +
                               " tokens) is longer than the model's context length (" +
                               context_tokens +
                               R"( tokens).","type":"BadRequestError","param":null,"code":400})");
}

}  // namespace

std::vector<quirk> dialects() {
  const auto all_of_ours = extended(core, {"stream_options", "thinking", "user_id"});
  return {
      {"strict_members", "knows model, messages and stream alone; refuses one member at a time",
       [](const quirk_case& now) {
         const auto strange = strange_in(now.asked, {"model", "messages", "stream"});
         return strange.empty() ? std::nullopt : std::optional{unknown_parameter(strange)};
       }},
      {"strict_members_in_stream", "the same inside of an answer with status 200, by param alone",
       [](const quirk_case& now) -> std::optional<script> {
         const auto strange = strange_in(now.asked, {"model", "messages", "stream"});
         if (strange.empty()) {
           return std::nullopt;
         }
         return script{event_stream_head(),
                       {{script_step::kind::bytes,
                         R"(data: {"error":{"type":"invalid_request_error","param":)" +
                             quoted(strange.front()) + "}}\n\n"}}};
       }},
      {"small_context", "refuses a prompt, history included, of more than 8 KiB",
       [](const quirk_case& now) {
         return is_full(now.asked) ? std::optional{context_length_exceeded(now.asked)}
                                   : std::nullopt;
       }},
      {"small_context_in_stream", "the same inside of an answer with status 200",
       [](const quirk_case& now) -> std::optional<script> {
         if (!is_full(now.asked)) {
           return std::nullopt;
         }
         return script{event_stream_head(),
                       {{script_step::kind::bytes,
                         "data: {\"error\":{\"message\":\"prompt is too long\","
                         "\"code\":\"context_length_exceeded\"}}\n\n"}}};
       }},
      {"too_long_always", "refuses every prompt as too long",
       [](const quirk_case& now) { return context_length_exceeded(now.asked); }},
      dialect("deepseek", "DeepSeek: takes thinking and user_id",
              {all_of_ours, unknown_parameter, context_length_exceeded}),
      dialect("openai_chat", "OpenAI's chat models: no thinking, no user_id",
              {extended(core, {"stream_options", "max_completion_tokens"}), unknown_parameter,
               context_length_exceeded}),
      reasoning_dialect(),
      dialect("gemini", "Gemini behind OpenAI's API: a list of fields that it cannot find",
              {extended(core, {"stream_options", "max_completion_tokens"}), cannot_find_field,
               gemini_length}),
      dialect("mistral", "Mistral: 422 with the places of extra inputs",
              {core, extra_forbidden, mistral_length}),
      dialect("groq", "Groq: property 'x' is unsupported",
              {extended(core, {"max_completion_tokens"}), property_is_unsupported, groq_length}),
      dialect("ollama", "Ollama: passes over what it does not know", {{}, nullptr, ollama_length}),
      dialect("vllm", "vLLM: passes over what it does not know", {{}, nullptr, vllm_length}),
      dialect("sglang", "SGLang: passes over what it does not know", {{}, nullptr, sglang_length}),
  };
}

}  // namespace aurawell::mock
