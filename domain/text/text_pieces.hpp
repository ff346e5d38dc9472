#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aurawell {

/// Cuts `text` into the pieces in which a person would watch it appear: a Chinese
/// character stands alone, any other word stays whole, and both keep the white space
/// that follows them. The pieces view into `text`, are never empty, and joined give
/// `text` again; none begins or ends inside a UTF-8 sequence. Bytes that are no UTF-8
/// are kept, each counted as a character of its own. A word of more than 64 bytes is cut.
std::vector<std::string_view> text_pieces(std::string_view text);

/// How many those are.
std::size_t count_text_pieces(std::string_view text);

}  // namespace aurawell
