#include "net/llm/answer/thought_tag_finder.hpp"

#include <algorithm>

#include "domain/text/blank_text.hpp"

namespace aurawell::net {
namespace {

bool is_begun(std::string_view tag, std::string_view text) noexcept {
  return text.size() < tag.size() && tag.starts_with(text);
}

bool may_become_tag(std::string_view text) noexcept {
  return std::any_of(known_thought_tags.begin(), known_thought_tags.end(), [&](const auto& tags) {
    return is_begun(tags.open, text) || is_begun(tags.close, text);
  });
}

struct begun_line {
  std::string_view text;
  bool is_ended;
};

/// Bytes of an unfinished line that are kept if it begins with a tag.
constexpr std::size_t most_line = 1024;

begun_line first_line(std::string_view text) noexcept {
  const auto end = text.substr(0, most_line).find('\n');
  return {text.substr(0, std::min(end, most_line)), end != text.npos || text.size() >= most_line};
}

/// The use of a closed block with `behind` after it on its line.
tag_use use_of_closed(std::string_view behind, bool is_whole) noexcept {
  return !is_blank(behind) ? tag_use::text : is_whole ? tag_use::block : tag_use::unclear;
}

void find_close(std::string_view text, std::string_view close, found_close& first) {
  if (const auto at = text.find(close); at < first.at) {
    first = {at, close.size(), true};
    return;
  }
  for (auto size = std::min(close.size() - 1, text.size()); size > 0; --size) {
    if (const auto at = text.size() - size; at < first.at && close.starts_with(text.substr(at))) {
      first = {at, size, false};
      return;
    }
  }
}

}  // namespace

std::optional<known_tag> tag_at(std::string_view text) noexcept {
  for (const auto& tags : known_thought_tags) {
    if (text.starts_with(tags.open)) {
      return known_tag{&tags, false, tags.open.size()};
    }
    if (text.starts_with(tags.close)) {
      return known_tag{&tags, true, tags.close.size()};
    }
  }
  return std::nullopt;
}

tag_use use_of_any_tag(std::string_view text, bool is_over) noexcept {
  if (tag_at(text)) {
    return tag_use::block;
  }
  return !is_over && may_become_tag(text) ? tag_use::unclear : tag_use::text;
}

tag_use use_of_first_tag(std::string_view text, bool may_think, bool is_over) noexcept {
  const auto tag = tag_at(text);
  if (!tag) {
    return use_of_any_tag(text, is_over);
  }
  const auto line = first_line(text.substr(tag->size));
  const auto is_whole = line.is_ended || is_over;
  if (tag->is_close) {
    return use_of_closed(line.text, is_whole);
  }
  if (const auto at = line.text.find(tag->tags->close); at != std::string_view::npos) {
    return use_of_closed(line.text.substr(at + tag->tags->close.size()), is_whole);
  }
  if (!is_whole) {
    return tag_use::unclear;
  }
  return line.is_ended && (may_think || is_blank(line.text)) ? tag_use::block : tag_use::text;
}

found_close first_close(std::string_view text, std::string_view wanted) noexcept {
  found_close first{text.size()};
  for (const auto& tags : known_thought_tags) {
    if (wanted.empty() || wanted == tags.close) {
      find_close(text, tags.close, first);
    }
  }
  return first;
}

}  // namespace aurawell::net
