#include "net/llm/length_refusal.hpp"

#include <algorithm>
#include <array>

namespace aurawell::net {
namespace {

template <std::size_t Count>
bool contains_any(std::string_view text,
                  const std::array<std::string_view, Count>& phrases) noexcept {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return text.find(phrase) != std::string_view::npos;
  });
}

// OpenAI, DeepSeek, vLLM, OpenRouter, Mistral, llama.cpp, LM Studio, MiniMax.
constexpr std::array<std::string_view, 12> context_names{
    "context length",  "context_length", "context window", "context_window",
    "context size",    "context_size",   "context limit",  "context overflow",
    "maximum context", "n_ctx",          "上下文长度",     "上下文窗口"};

constexpr std::array<std::string_view, 60> wordings{
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
    "过长", "超长", "超出最大长度", "超过最大长度", "长度超", "输入长度"};

constexpr std::array<std::string_view, 3> subjects{"context", "prompt", "messages"};
constexpr std::array<std::string_view, 8> excesses{"too long",     "too large",   "too many",
                                                   "exceed",       "longer than", "larger than",
                                                   "greater than", "超"};

constexpr std::array<std::string_view, 6> limits_of_answers{
    "max_tokens", "max_completion_tokens", "max_new_tokens", "completion to",
    "output to",  "max_output_tokens"};
constexpr std::array<std::string_view, 8> parts_of_requests{
    "context", "prompt", "input", "messages", "history", "conversation", "上下文", "输入"};

// A time that ran out, as in Go's "context deadline exceeded", is no length.
constexpr std::array<std::string_view, 18> other_matters{
    "quota",   "rate limit", "rate_limit",       "too many requests", "per day",      "balance",
    "billing", "deadline",   "context canceled", "time limit",        "timed out",    "timed-out",
    "timeout", "took too",   "taking too",       "takes too",         "in the queue", "超时"};

}  // namespace

bool names_full_context(std::string_view text) noexcept {
  return contains_any(text, context_names);
}

bool says_too_long(std::string_view text) noexcept {
  if (contains_any(text, other_matters)) {
    return false;
  }
  if (contains_any(text, limits_of_answers) && !contains_any(text, parts_of_requests)) {
    return false;
  }
  return names_full_context(text) || contains_any(text, wordings) ||
         (contains_any(text, subjects) && contains_any(text, excesses));
}

}  // namespace aurawell::net
