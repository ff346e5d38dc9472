#include "domain/thought_tags.hpp"

#include <algorithm>

#include "domain/text/blank_text.hpp"

namespace aurawell {
namespace {

constexpr bool is_bounded =
    std::all_of(known_thought_tags.begin(), known_thought_tags.end(), [](const thought_tags& tags) {
      return tags.open.size() <= longest_thought_tag && tags.close.size() <= longest_thought_tag;
    });
static_assert(is_bounded);

}  // namespace

std::size_t end_of_unopened_thoughts(std::string_view text) noexcept {
  std::size_t first_open = text.size();
  std::size_t first_close = text.size();
  std::size_t end = 0;
  for (const auto& tags : known_thought_tags) {
    first_open = std::min(first_open, text.find(tags.open));
    if (const auto close = text.find(tags.close); close < first_close) {
      first_close = close;
      end = close + tags.close.size();
    }
  }
  return first_close < first_open ? end : 0;
}

std::string_view without_thoughts(std::string_view answer) noexcept {
  if (const auto end = end_of_unopened_thoughts(answer); end > 0) {
    answer.remove_prefix(end);
  }
  for (auto at = known_thought_tags.begin(); at != known_thought_tags.end();) {
    const auto begin = answer.substr(leading_blanks(answer));
    if (!begin.starts_with(at->open)) {
      ++at;
      continue;
    }
    const auto close = begin.find(at->close);
    if (close == std::string_view::npos) {
      return {};
    }
    answer = begin.substr(close + at->close.size());
    at = known_thought_tags.begin();
  }
  return answer;
}

}  // namespace aurawell
