#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aurawell {

/// Where a label such as "system:" counts as a marker: at the beginning of a line, perhaps
/// behind decoration, or at the beginning of any word.
enum class label_place : unsigned char { line_start, anywhere };

/// Some bytes of a text.
struct byte_range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The role markers of `text`, in order; no two overlap. A line end within a marker counts
/// as a blank. The time is linear in the length of `text`.
std::vector<byte_range> find_role_markers(std::string_view text, label_place where);

/// Every marker has one of these, folded.
constexpr bool is_needed_by_markers(char32_t c) noexcept {
  return c == U'<' || c == U'[' || c == U'#' || c == U':';
}

}  // namespace aurawell
