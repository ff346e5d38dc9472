#include "domain/prompt/role_marker_finder.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "domain/text/visible_letters.hpp"

namespace aurawell {

namespace {

using names = std::span<const std::u32string_view>;

constexpr std::size_t longest_tag = 80;

constexpr std::array<std::u32string_view, 23> tag_names{
    U"context",   U"safety", U"system",    U"assistant",     U"user",         U"human",
    U"developer", U"tool",   U"tool_call", U"tool_response", U"instructions", U"instruction",
    U"inst",      U"sys",    U"think",     U"start_of_turn", U"end_of_turn",  U"bos",
    U"eos",       U"prompt", U"s",         U"im_start",      U"im_end"};

constexpr std::array<std::u32string_view, 7> bracket_names{
    U"inst", U"sys", U"system", U"assistant", U"user", U"human", U"developer"};

constexpr std::array<std::u32string_view, 14> heading_names{
    U"instructions", U"instruction", U"new instructions", U"response", U"system prompt", U"system",
    U"input",        U"human",       U"assistant",        U"user",     U"系统",          U"系統",
    U"指令",         U"助手"};

// The folding maps known traditional characters to simplified ones before this; it does not know
// U+7D71.
constexpr std::array<std::u32string_view, 28> label_names{U"system prompt",
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
                                                          U"开发者"};

bool is_word(char32_t c) noexcept {
  return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'_';
}

bool is_decoration(char32_t c) noexcept {
  return std::u32string_view{U" *#>-\"'`_[("}.find(c) != std::u32string_view::npos;
}

/// The farthest end that `close` returns for a name at `at`.
template <class Close>
std::optional<std::size_t> named_end(const visible_letters& row, std::size_t at, names known,
                                     Close close) {
  std::optional<std::size_t> farthest;
  for (const std::u32string_view name : known) {
    // The first letter alone excludes most positions.
    const bool may_stand = name.front() == row.value(at);
    if (const auto end = may_stand ? row.end_of(name, at) : std::nullopt) {
      farthest = std::max(farthest, std::optional<std::size_t>{close(*end)});
    }
  }
  return farthest;
}

std::optional<std::size_t> closing_angle(const visible_letters& row, std::size_t at) {
  for (std::size_t i = at; i < row.size() && i < at + longest_tag; ++i) {
    if (row.value(i) == U'>') {
      return i + 1;
    }
    if (row.value(i) == U'\n') {
      break;
    }
  }
  return std::nullopt;
}

/// Position behind the bracket at `at`, blanks and a slash.
std::size_t name_in_brackets(const visible_letters& row, std::size_t at) {
  const std::size_t name = row.skip_blanks(at + 1);
  return row.value(name) == U'/' ? row.skip_blanks(name + 1) : name;
}

// "<|im_start|>", "<|" alone, "<context>", "< / context foo >", "</system" without an end.
std::optional<std::size_t> tag_end(const visible_letters& row, std::size_t at) {
  if (row.value(at + 1) == U'|') {
    return closing_angle(row, at).value_or(at + 2);
  }
  return named_end(row, name_in_brackets(row, at), tag_names,
                   [&](std::size_t end) -> std::optional<std::size_t> {
                     return is_word(row.value(end))
                                ? std::nullopt
                                : std::optional{closing_angle(row, end).value_or(end)};
                   });
}

// "[INST]", "[ / inst ]".
std::optional<std::size_t> bracket_end(const visible_letters& row, std::size_t at) {
  return named_end(row, name_in_brackets(row, at), bracket_names, [&](std::size_t end) {
    const std::size_t close = row.skip_blanks(end);
    return row.value(close) == U']' ? std::optional{close + 1} : std::nullopt;
  });
}

// "### Instruction:", or without the colon if nothing else is on the line.
std::optional<std::size_t> heading_end(const visible_letters& row, std::size_t at) {
  const std::size_t name = row.skip_blanks(row.skip(at, U"#"));
  return named_end(row, name, heading_names, [&](std::size_t end) -> std::optional<std::size_t> {
    const std::size_t colon = row.skip_blanks(end);
    if (row.value(colon) == U':') {
      return colon + 1;
    }
    const std::size_t rest = row.skip(end, U" ");
    const bool ends_line = rest == row.size() || row.value(rest) == U'\n';
    return ends_line ? std::optional{rest} : std::nullopt;
  });
}

// "system:", "** System prompt **:".
std::optional<std::size_t> label_end(const visible_letters& row, std::size_t at) {
  return named_end(row, at, label_names, [&](std::size_t end) {
    const std::size_t colon = row.skip(end, U" \n*_\"");
    return row.value(colon) == U':' ? std::optional{colon + 1} : std::nullopt;
  });
}

std::optional<std::size_t> marker_end(const visible_letters& row, std::size_t at,
                                      bool label_may_begin) {
  switch (row.value(at)) {
    case U'<': return tag_end(row, at);
    case U'[': return bracket_end(row, at);
    case U'#': return at == 0 || row.value(at - 1) != U'#' ? heading_end(row, at) : std::nullopt;
    default: return label_may_begin ? label_end(row, at) : std::nullopt;
  }
}

/// Whether a label may begin behind `c`; `before` is the answer for `c` itself.
bool may_begin_behind(char32_t c, bool before, label_place place) noexcept {
  if (place == label_place::line_start) {
    return c == U'\n' || (before && is_decoration(c));
  }
  // "__system__:" is a label, "file_system:" is not.
  return c == U'_' ? before : !is_word(c);
}

}  // namespace

std::vector<byte_range> find_role_markers(std::string_view text, label_place place) {
  const visible_letters row{text};
  std::vector<byte_range> found;
  bool label_may_begin = true;
  for (std::size_t at = 0; at < row.size();) {
    if (const auto end = marker_end(row, at, label_may_begin)) {
      found.push_back({row.begin_byte(at), row.end_byte(*end - 1)});
      at = *end;
    } else {
      label_may_begin = may_begin_behind(row.value(at), label_may_begin, place);
      ++at;
    }
  }
  return found;
}

}  // namespace aurawell
