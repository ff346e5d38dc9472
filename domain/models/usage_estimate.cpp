#include "domain/models/usage_estimate.hpp"

#include "domain/text/text_pieces.hpp"

namespace aurawell {
namespace {

std::uint32_t count_pieces(std::string_view text) {
  return static_cast<std::uint32_t>(text_pieces(text).size());
}

void add_known(std::optional<std::uint32_t>& sum, const std::optional<std::uint32_t>& part) {
  if (part) {
    sum = sum.value_or(0) + *part;
  }
}

}  // namespace

token_usage estimate_usage(const completion_request& request, std::size_t answer_pieces) {
  token_usage usage;
  for (const auto& message : request.messages) {
    usage.prompt_tokens += count_pieces(message.text);
  }
  usage.prompt_tokens += count_pieces(request.partial);
  usage.completion_tokens = static_cast<std::uint32_t>(answer_pieces);
  usage.total_tokens = usage.prompt_tokens + usage.completion_tokens;
  usage.estimated = true;
  return usage;
}

void add_usage(std::optional<token_usage>& sum, const token_usage& part) {
  if (!sum) {
    sum = part;
    return;
  }
  sum->prompt_tokens += part.prompt_tokens;
  sum->completion_tokens += part.completion_tokens;
  sum->total_tokens += part.total_tokens;
  add_known(sum->cached_tokens, part.cached_tokens);
  add_known(sum->reasoning_tokens, part.reasoning_tokens);
  sum->estimated = sum->estimated || part.estimated;
}

}  // namespace aurawell
