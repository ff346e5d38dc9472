#include "net/llm/answer/token_counts.hpp"

#include <limits>

namespace aurawell::net {

std::optional<std::uint32_t> count_of(const json_value* value) {
  const auto number = value == nullptr ? std::nullopt : value->as_double();
  if (!number || !(*number >= 0 && *number <= std::numeric_limits<std::uint32_t>::max())) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

std::optional<token_usage> usage_of(const json_value* json) {
  const auto prompt = count_of(find_member(json, "prompt_tokens"));
  const auto completion = count_of(find_member(json, "completion_tokens"));
  if (!prompt && !completion) {
    return std::nullopt;
  }
  token_usage usage;
  usage.prompt_tokens = prompt.value_or(0);
  usage.completion_tokens = completion.value_or(0);
  usage.total_tokens = count_of(find_member(json, "total_tokens"))
                           .value_or(usage.prompt_tokens + usage.completion_tokens);
  usage.cached_tokens = count_of(find_member(json, "prompt_cache_hit_tokens"));
  if (!usage.cached_tokens) {
    usage.cached_tokens =
        count_of(find_member(find_member(json, "prompt_tokens_details"), "cached_tokens"));
  }
  const auto missed = count_of(find_member(json, "prompt_cache_miss_tokens"));
  if (!usage.cached_tokens && missed && *missed <= usage.prompt_tokens) {
    usage.cached_tokens = usage.prompt_tokens - *missed;
  }
  usage.reasoning_tokens =
      count_of(find_member(find_member(json, "completion_tokens_details"), "reasoning_tokens"));
  return usage;
}

}  // namespace aurawell::net
