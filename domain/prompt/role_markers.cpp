#include "domain/prompt/role_markers.hpp"

#include <cstddef>
#include <utility>
#include <vector>

#include "domain/prompt/role_marker_finder.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"
#include "domain/text/visible_letters.hpp"

namespace aurawell {

namespace {

/// `text` without the characters of which every marker contains one.
std::string without_needed_characters(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8_step step = utf8_at(text, at);
    const bool needed = is_needed_by_markers(folded_character(step.code_point));
    out += needed ? std::string_view{" "} : text.substr(at, step.length);
    at += step.length;
  }
  return out;
}

std::string without_ranges(std::string_view text, const std::vector<byte_range>& ranges) {
  std::string out;
  std::size_t from = 0;
  for (const byte_range& range : ranges) {
    out += text.substr(from, range.begin - from);
    from = range.end;
  }
  out += text.substr(from);
  return out;
}

// The text around a removed marker can form another one, so this repeats until none is left. Only
// attacks nest them deeply.
std::string without_markers(std::string_view text, label_place place) {
  constexpr int most_passes = 8;
  std::string left{text};
  for (int pass = 0; pass < most_passes; ++pass) {
    const std::vector<byte_range> markers = find_role_markers(left, place);
    if (markers.empty()) {
      return left;
    }
    left = without_ranges(left, markers);
  }
  return without_needed_characters(left);
}

}  // namespace

std::string without_role_markers(std::string_view text) {
  return without_markers(text, label_place::line_start);
}

std::string as_data_line(std::string_view text) {
  const std::string left = without_markers(text, label_place::anywhere);
  std::string line;
  line.reserve(left.size());
  bool after_line_end = false;
  for (std::size_t at = 0; at < left.size();) {
    const utf8_step step = utf8_at(left, at);
    const char32_t c = step.code_point;
    at += step.length;
    const bool ends_line = is_line_end(c);
    if (is_invisible(c) || (ends_line && after_line_end)) {
      continue;
    }
    after_line_end = ends_line;
    if (ends_line || c < 0x20 || c == 0x7F) {
      line += ' ';
    } else if (c == U'<' || c == U'＜') {
      line += "‹";
    } else if (c == U'>' || c == U'＞') {
      line += "›";
    } else {
      append_utf8(line, c);
    }
  }
  return line;
}

}  // namespace aurawell
