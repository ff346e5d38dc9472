#include "domain/text/sentence_end.hpp"

#include <algorithm>
#include <array>

namespace aurawell {
namespace {

constexpr std::array<std::string_view, 20> closing_marks{" ", "\t", "\r", "\n", "\"", "'",  ")",
                                                         "]", "}",  "*",  "_",  "`",  "　", "”",
                                                         "’", "）", "」", "』", "】", "》"};

constexpr std::array<std::string_view, 8> sentence_ends{".", "!", "?", "…", "。", "！", "？", "｡"};

template <std::size_t Count>
std::string_view mark_behind(std::string_view text,
                             const std::array<std::string_view, Count>& marks) noexcept {
  const auto* const found = std::find_if(
      marks.begin(), marks.end(), [&](std::string_view mark) { return text.ends_with(mark); });
  return found == marks.end() ? std::string_view{} : *found;
}

}  // namespace

bool ends_a_sentence(std::string_view text) noexcept {
  for (auto mark = mark_behind(text, closing_marks); !mark.empty();
       mark = mark_behind(text, closing_marks)) {
    text.remove_suffix(mark.size());
  }
  return !mark_behind(text, sentence_ends).empty();
}

}  // namespace aurawell
