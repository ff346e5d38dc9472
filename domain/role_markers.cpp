#include "domain/role_markers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "domain/text/plain_text.hpp"
#include "domain/utf8.hpp"

namespace aurawell {

namespace {

/// One visible character of the text, folded.
struct letter {
  char32_t value = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Places in a row of letters.
struct stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

enum class label_place : unsigned char { line_start, anywhere };

constexpr std::size_t longest_marker = 80;

constexpr std::array<std::u32string_view, 22> tag_names{
    U"context", U"system",    U"assistant",     U"user",         U"human",       U"developer",
    U"tool",    U"tool_call", U"tool_response", U"instructions", U"instruction", U"inst",
    U"sys",     U"think",     U"start_of_turn", U"end_of_turn",  U"bos",         U"eos",
    U"prompt",  U"s",         U"im_start",      U"im_end"};

constexpr std::array<std::u32string_view, 7> bracket_names{
    U"inst", U"sys", U"system", U"assistant", U"user", U"human", U"developer"};

constexpr std::array<std::u32string_view, 13> heading_names{
    U"instructions", U"instruction", U"new instructions", U"response", U"system prompt", U"system",
    U"input",        U"human",       U"assistant",        U"user",     U"系统",          U"指令",
    U"助手"};

constexpr std::array<std::u32string_view, 30> label_names{U"system prompt",
                                                          U"system message",
                                                          U"system instruction",
                                                          U"system instructions",
                                                          U"system note",
                                                          U"system",
                                                          U"assistant",
                                                          U"developer message",
                                                          U"developer",
                                                          U"user",
                                                          U"human",
                                                          U"tool",
                                                          U"new instructions",
                                                          U"instructions",
                                                          U"ai",
                                                          U"系统提示词",
                                                          U"系统提示",
                                                          U"系统指令",
                                                          U"系统消息",
                                                          U"系统",
                                                          U"系統提示",
                                                          U"系統指令",
                                                          U"系統",
                                                          U"助手",
                                                          U"助理",
                                                          U"用户",
                                                          U"人类",
                                                          U"人類",
                                                          U"开发者",
                                                          U"開發者"};

bool is_line_end(char32_t c) noexcept {
  return c == U'\n' || c == U'\r' || c == U'\v' || c == U'\f' || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

class letters {
 public:
  explicit letters(std::string_view text) {
    row_.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
      const utf8_step step = utf8_at(text, at);
      const char32_t c = step.code_point;
      if (!is_invisible(c)) {
        row_.push_back({is_line_end(c) ? U'\n' : folded_character(c), at, at + step.length});
      }
      at += step.length;
    }
  }

  std::size_t size() const noexcept { return row_.size(); }
  const letter& operator[](std::size_t at) const noexcept { return row_[at]; }
  /// 0 beyond the end.
  char32_t value(std::size_t at) const noexcept { return at < row_.size() ? row_[at].value : 0; }

  std::size_t skip_blanks(std::size_t at) const noexcept {
    while (value(at) == U' ') {
      ++at;
    }
    return at;
  }

  /// Where the longest of `names` ends that stands at `at` as a whole word; `at` if none.
  template <std::size_t N>
  std::size_t name_end(std::size_t at, const std::array<std::u32string_view, N>& names) const {
    std::size_t end = at;
    for (const std::u32string_view name : names) {
      if (at + name.size() > end && stands_at(at, name) && !is_word(value(at + name.size()))) {
        end = at + name.size();
      }
    }
    return end;
  }

  static bool is_word(char32_t c) noexcept {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'_';
  }

 private:
  bool stands_at(std::size_t at, std::u32string_view name) const noexcept {
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (value(at + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  std::vector<letter> row_;
};

std::optional<std::size_t> find_end(const letters& row, std::size_t at, char32_t mark) {
  for (std::size_t i = at; i < row.size() && i < at + longest_marker; ++i) {
    if (row.value(i) == mark) {
      return i + 1;
    }
    if (row.value(i) == U'\n') {
      break;
    }
  }
  return std::nullopt;
}

// "<|im_start|>", "<|" alone, "<context>", "< / context foo >", "</system" without an end.
std::optional<std::size_t> tag_end(const letters& row, std::size_t at) {
  if (row.value(at + 1) == U'|') {
    return find_end(row, at, U'>').value_or(at + 2);
  }
  std::size_t name = row.skip_blanks(at + 1);
  if (row.value(name) == U'/') {
    name = row.skip_blanks(name + 1);
  }
  const std::size_t end = row.name_end(name, tag_names);
  if (end == name) {
    return std::nullopt;
  }
  return find_end(row, end, U'>').value_or(end);
}

std::optional<std::size_t> bracket_end(const letters& row, std::size_t at) {
  std::size_t name = row.skip_blanks(at + 1);
  if (row.value(name) == U'/') {
    name = row.skip_blanks(name + 1);
  }
  const std::size_t end = row.name_end(name, bracket_names);
  const std::size_t close = row.skip_blanks(end);
  const bool closed = end != name && row.value(close) == U']';
  return closed ? std::optional{close + 1} : std::nullopt;
}

std::optional<std::size_t> heading_end(const letters& row, std::size_t at) {
  std::size_t name = at;
  while (row.value(name) == U'#') {
    ++name;
  }
  name = row.skip_blanks(name);
  std::size_t end = row.name_end(name, heading_names);
  if (end == name) {
    return std::nullopt;
  }
  end = row.skip_blanks(end);
  const char32_t next = row.value(end);
  if (next == U':') {
    return end + 1;
  }
  return next == 0 || next == U'\n' ? std::optional{end} : std::nullopt;
}

std::optional<std::size_t> label_end(const letters& row, std::size_t at) {
  std::size_t end = row.name_end(at, label_names);
  if (end == at) {
    return std::nullopt;
  }
  while (row.value(end) == U' ' || row.value(end) == U'*' || row.value(end) == U'_' ||
         row.value(end) == U'"') {
    ++end;
  }
  return row.value(end) == U':' ? std::optional{end + 1} : std::nullopt;
}

bool is_decoration(char32_t c) noexcept {
  return std::u32string_view{U" *#>-\"'`_[("}.find(c) != std::u32string_view::npos;
}

std::optional<std::size_t> marker_end(const letters& row, std::size_t at, bool label_may_begin) {
  switch (row.value(at)) {
    case U'<': return tag_end(row, at);
    case U'[': return bracket_end(row, at);
    case U'#': return at == 0 || row.value(at - 1) != U'#' ? heading_end(row, at) : std::nullopt;
    default: return label_may_begin ? label_end(row, at) : std::nullopt;
  }
}

std::vector<stretch> markers_in(const letters& row, label_place where) {
  std::vector<stretch> found;
  bool line_start = true;
  for (std::size_t at = 0; at < row.size();) {
    const bool word_start = at == 0 || !letters::is_word(row.value(at - 1));
    const bool label_may_begin = where == label_place::anywhere ? word_start : line_start;
    const auto end = marker_end(row, at, label_may_begin);
    if (end) {
      found.push_back({row[at].begin, row[std::min(*end, row.size()) - 1].end});
    } else if (row.value(at) == U'\n') {
      line_start = true;
    } else {
      line_start = line_start && is_decoration(row.value(at));
    }
    at = end.value_or(at + 1);
  }
  return found;
}

// Without the characters that every marker needs one of.
std::string defused(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8_step step = utf8_at(text, at);
    const char32_t c = folded_character(step.code_point);
    const bool needed = c == U'<' || c == U'[' || c == U'#' || c == U':';
    out += needed ? std::string_view{" "} : text.substr(at, step.length);
    at += step.length;
  }
  return out;
}

// Taking a marker out can make one of what stood around it, so it goes on until none is
// left. Nobody nests them deeper than an attacker does.
std::string stripped(std::string_view text, label_place where) {
  constexpr int most_passes = 8;
  std::string left{text};
  for (int pass = 0; pass < most_passes; ++pass) {
    const std::vector<stretch> markers = markers_in(letters{left}, where);
    if (markers.empty()) {
      return left;
    }
    std::string shorter;
    std::size_t from = 0;
    for (const stretch& marker : markers) {
      shorter.append(left, from, marker.begin - from);
      from = marker.end;
    }
    shorter.append(left, from);
    left = std::move(shorter);
  }
  return defused(left);
}

}  // namespace

std::string without_role_markers(std::string_view text) {
  return stripped(text, label_place::line_start);
}

std::string as_data_line(std::string_view text) {
  const std::string left = stripped(text, label_place::anywhere);
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
