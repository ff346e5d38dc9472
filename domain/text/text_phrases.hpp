#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aurawell {

/// A part of a text that is shown at once.
struct text_phrase {
  std::string_view text;
  /// How many `text_pieces` it holds: words and Chinese characters.
  std::uint32_t tokens = 0;
};

/// Cuts `text` into phrases of about 8 to 20 Chinese characters or 5 to 9 words, behind
/// punctuation where there is some. A text that would have more than `most` phrases gets
/// longer ones. The phrases view into `text`, are never empty, and joined give `text`
/// again; none begins or ends inside a UTF-8 sequence. `most` is at least 1.
std::vector<text_phrase> text_phrases(std::string_view text, std::size_t most);

}  // namespace aurawell
