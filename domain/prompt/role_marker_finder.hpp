#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aurawell {

/// Where a label such as "system:" counts as a marker: at the start of a line, also behind
/// decoration, or at the start of any word.
enum class label_place : unsigned char { line_start, anywhere };

/// A range of bytes in a text.
struct byte_range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The role markers of `text`, in order, without overlap. A line end within a marker counts as a
/// blank. Linear time.
std::vector<byte_range> find_role_markers(std::string_view text, label_place place);

/// Every marker contains one of these characters, after folding.
constexpr bool is_needed_by_markers(char32_t c) noexcept {
  return c == U'<' || c == U'[' || c == U'#' || c == U':';
}

}  // namespace aurawell
