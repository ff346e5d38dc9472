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

/// The known tag at the start of `text`.
std::optional<known_tag> tag_at(std::string_view text) noexcept;

/// The meaning of a tag at the start of a text.
enum class tag_use : unsigned char {
  unclear,  ///< More text is needed to decide.
  block,    ///< The tag encloses thoughts.
  text,     ///< No tag, or a tag that belongs to the text.
};

/// @param is_over No more text follows.
tag_use use_of_any_tag(std::string_view text, bool is_over) noexcept;

/// For a text that continues another one. A tag is text if words follow the block on the same line.
/// An open tag is also text if words follow on its line and do not close it, unless the model
/// `may_think`, or if nothing follows the line.
tag_use use_of_first_tag(std::string_view text, bool may_think, bool is_over) noexcept;

/// Position of a closing tag, whole or cut by the end of the text, and how many bytes of it are
/// present.
struct found_close {
  std::size_t at;
  std::size_t size = 0;
  bool is_whole = false;
};

/// @param wanted The tag to find; empty: any closing tag.
found_close first_close(std::string_view text, std::string_view wanted) noexcept;

}  // namespace aurawell::net
