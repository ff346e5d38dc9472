#pragma once

#include <string_view>

#include "domain/safety/answer/sentences.hpp"

namespace aurawell::safety {

/// A line of Markdown without blanks at its ends and without the mark of a list item.
struct markdown_line {
  std::string_view text;
  line_kind kind = line_kind::plain;
};

/// `line` has no line feed. The text of a quoted block is empty.
markdown_line markdown_line_of(std::string_view line);

}  // namespace aurawell::safety
