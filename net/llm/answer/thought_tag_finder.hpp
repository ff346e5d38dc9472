#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/prompt/thought_tags.hpp"

namespace aurawell::net {

struct known_tag {
  const thought_tags* tags;
  bool is_close;
  std::size_t size;
};

/// The one with which `text` begins.
std::optional<known_tag> tag_at(std::string_view text) noexcept;

/// What a text begins with.
enum class tag_use : unsigned char {
  unclear,  ///< What follows decides.
  block,    ///< A tag around thoughts.
  text,     ///< No tag, or one that the text is about.
};

/// @param is_over Nothing follows.
tag_use use_of_any_tag(std::string_view text, bool is_over) noexcept;

/// Of a text that goes on behind another one. A tag with words behind the block on its line is
/// text. So is an open one with words in the line that do not close it, unless the model
/// `may_think`, or if nothing follows the line.
tag_use use_of_first_tag(std::string_view text, bool may_think, bool is_over) noexcept;

/// Where a closing tag begins in a text, whole or cut by its end, and how much of it is there.
struct found_close {
  std::size_t at;
  std::size_t size = 0;
  bool is_whole = false;
};

/// @param wanted Empty: any of them.
found_close first_close(std::string_view text, std::string_view wanted) noexcept;

}  // namespace aurawell::net
