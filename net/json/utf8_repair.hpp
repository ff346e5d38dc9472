#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// Makes valid UTF-8 of a text that comes in parts. A character that is cut between
/// two parts is joined, also one that came as a surrogate pair, three bytes for each half
/// (CESU-8, WTF-8). A half alone becomes one U+FFFD, and so does each byte that belongs to none.
class utf8_repair {
 public:
  /// Appends to `out` what is certain; at most five bytes wait for the next part.
  void append(std::string_view part, std::string& out);

  /// No part follows: what waits is broken.
  void finish(std::string& out);

 private:
  std::string waiting_;
};

/// The whole of one text.
std::string repaired_utf8(std::string_view text);

}  // namespace aurawell::net
