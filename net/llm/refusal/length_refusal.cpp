#include "net/llm/refusal/length_refusal.hpp"

#include <algorithm>
#include <array>

#include "net/llm/refusal/text_search.hpp"

namespace aurawell::net {
namespace {

// OpenAI, DeepSeek, vLLM, OpenRouter, Mistral, llama.cpp, LM Studio, MiniMax.
constexpr std::array<std::string_view, 12> context_names{
    "context length",  "context_length", "context window", "context_window",
    "context size",    "context_size",   "context limit",  "context overflow",
    "maximum context", "n_ctx",          "上下文长度",     "上下文窗口"};

/// The same, for an error that the server reports as its own fault.
constexpr std::array<std::string_view, 3> long_prompts{"prompt is too long", "prompt too long",
                                                       "input is too long"};

constexpr std::array<std::string_view, 68> wordings{
    // Anthropic, Bedrock, Ollama, and what stands before them.
    "prompt is too long", "prompt too long", "prompt too large", "prompt is too large",
    "prompt length", "maximum prompt", "input is too long", "input too long", "input is too large",
    "text is too long", "text too long", "message is too long", "messages are too long",
    "conversation is too long", "too many messages",
    // Gemini, DashScope, SGLang, Poolside, Copilot.
    "input token", "input length", "token count", "token length", "number of tokens",
    "maximum input", "max input", "maximum allowed input", "max_input", "longer than the model",
    // Moonshot, Baidu, Volcengine and others.
    "too many tokens", "tokens too long", "token limit", "tokens limit", "max message tokens",
    "exceeds max length", "exceed max length", "exceeds the max length", "maximum sequence",
    "max sequence", "sequence length", "max_model_len", "max_seq_len",
    // TGI.
    "`inputs` must have less", "`inputs` tokens",
    // OpenAI and Groq.
    "reduce the length", "reduce your prompt", "reduce your message",
    "reduce the number of messages", "string too long", "string_above_max_length", "array too long",
    "array_above_max_length",
    // Proxies.
    "request_too_large", "request too large", "request is too large", "entity too large",
    "payload too large", "body too large",
    // Servers that speak Chinese.
    "过长", "超长", "超出最大长度", "超过最大长度", "长度超", "输入长度", "最大长度限制",
    "token 数超", "token数超", "token 数量超", "token数量超",
    // AWS, others.
    "expected maxlength", "query length", "length of messages"};

constexpr std::array<std::string_view, 2> negative_numbers{"got -", "got: -"};
constexpr std::array<std::string_view, 2> bounds_of_models{"supports up to", "supports at most"};

constexpr std::array<std::string_view, 3> subjects{"context", "prompt", "messages"};
constexpr std::array<std::string_view, 8> excesses{"too long",     "too large",   "too many",
                                                   "exceed",       "longer than", "larger than",
                                                   "greater than", "超"};

constexpr std::array<std::string_view, 6> limits_of_answers{
    "max_tokens", "max_completion_tokens", "max_new_tokens", "completion to",
    "output to",  "max_output_tokens"};
constexpr std::array<std::string_view, 8> parts_of_requests{
    "context", "prompt", "input", "messages", "history", "conversation", "上下文", "输入"};

// A timeout, such as Go's "context deadline exceeded", is not a length.
constexpr std::array<std::string_view, 18> other_matters{
    "quota",   "rate limit", "rate_limit",       "too many requests", "per day",      "balance",
    "billing", "deadline",   "context canceled", "time limit",        "timed out",    "timed-out",
    "timeout", "took too",   "taking too",       "takes too",         "in the queue", "超时"};

/// No room is left for the answer: "max_tokens must be at least 1, got -904". vLLM.
bool leaves_no_room(std::string_view text) noexcept {
  return contains_any(text, limits_of_answers) && contains_any(text, negative_numbers);
}

/// "must be < 8193": the limit of a value that a person sets in a request is smaller.
bool has_large_bound(std::string_view text) noexcept {
  constexpr std::string_view before = "must be < ";
  const auto at = text.find(before);
  if (at == std::string_view::npos) {
    return false;
  }
  const auto number = text.substr(at + before.size());
  const auto digits = std::min(number.find_first_not_of("0123456789"), number.size());
  return digits >= 4;
}

}  // namespace

bool names_full_context(std::string_view text) noexcept {
  return contains_any(text, context_names) && !contains_any(text, other_matters);
}

bool names_long_prompt(std::string_view text) noexcept {
  return names_full_context(text) ||
         (contains_any(text, long_prompts) && !contains_any(text, other_matters));
}

bool says_too_long(std::string_view text) noexcept {
  const auto is_about_user = text.find("user_id") != std::string_view::npos;
  if (contains_any(text, other_matters) || (is_about_user && !names_full_context(text))) {
    return false;
  }
  if (leaves_no_room(text)) {
    return true;
  }
  if (contains_any(text, limits_of_answers) && !contains_any(text, parts_of_requests)) {
    return false;
  }
  return names_full_context(text) || contains_any(text, wordings) || has_large_bound(text) ||
         (contains_any(text, bounds_of_models) && text.find("token") != std::string_view::npos) ||
         (contains_any(text, subjects) && contains_any(text, excesses));
}

}  // namespace aurawell::net
