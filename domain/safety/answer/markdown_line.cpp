#include "domain/safety/answer/markdown_line.hpp"

#include <cstddef>

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

// Returns the length in bytes of the mark of a list item: "- ", "* ", "+ ", "• ", "1. ", "12) "; 0
// if there is none.
std::size_t item_mark(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "+ ", "• ", "•", "·", "|"}) {
    if (line.starts_with(mark)) {
      return mark.size();
    }
  }
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && is_ascii_digit(line[digits])) {
    ++digits;
  }
  if (digits == 0) {
    return 0;
  }
  const std::string_view rest = line.substr(digits);
  for (const std::string_view mark : {". ", ") ", "、", "）"}) {
    if (rest.starts_with(mark)) {
      return digits + mark.size();
    }
  }
  return 0;
}

bool ends_with_colon(std::string_view line) {
  while (line.ends_with('*') || line.ends_with(' ')) {
    line.remove_suffix(1);
  }
  return line.ends_with(':') || line.ends_with("：");
}

bool is_heading(std::string_view line) {
  const bool bold = line.size() > 4 && line.starts_with("**") && line.ends_with("**") &&
                    line.find("**", 2) == line.size() - 2;
  return line.starts_with('#') || bold;
}

}  // namespace

markdown_line markdown_line_of(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('>')) {
    return {};
  }
  const std::size_t mark = item_mark(line);
  line.remove_prefix(mark);
  return {line, ends_with_colon(line) ? line_kind::introduction
                : is_heading(line)    ? line_kind::heading
                : mark > 0            ? line_kind::item
                                      : line_kind::plain};
}

}  // namespace aurawell::safety
