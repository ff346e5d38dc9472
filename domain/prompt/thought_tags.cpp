#include "domain/prompt/thought_tags.hpp"

#include <algorithm>

#include "domain/text/blank_text.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell {
namespace {

constexpr bool is_bounded =
    std::all_of(known_thought_tags.begin(), known_thought_tags.end(), [](const thought_tags& tags) {
      return tags.open.size() <= longest_thought_tag && tags.close.size() <= longest_thought_tag;
    });
static_assert(is_bounded);

}  // namespace

bool has_thought_tag(std::string_view text) noexcept {
  return std::any_of(known_thought_tags.begin(), known_thought_tags.end(), [&](const auto& tags) {
    return text.find(tags.open) != std::string_view::npos ||
           text.find(tags.close) != std::string_view::npos;
  });
}

thought_line kind_of_line(std::string_view line) noexcept {
  line = trimmed(line);
  const bool is_close = std::any_of(known_thought_tags.begin(), known_thought_tags.end(),
                                    [&](const thought_tags& tags) { return line == tags.close; });
  if (is_close) {
    return thought_line::closes;
  }
  return has_thought_tag(line) || line.starts_with("```") ? thought_line::quotes
                                                          : thought_line::plain;
}

std::size_t end_of_unopened_thoughts(std::string_view text) noexcept {
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', begin)) {
    const auto kind = kind_of_line(text.substr(begin, end - begin));
    if (kind != thought_line::plain) {
      return kind == thought_line::closes ? end : 0;
    }
    begin = end + 1;
  }
  return 0;
}

std::string_view without_thoughts(std::string_view answer, bool may_be_unopened) noexcept {
  if (may_be_unopened) {
    answer.remove_prefix(end_of_unopened_thoughts(answer));
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
