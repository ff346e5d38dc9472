#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// Makes valid UTF-8 of a text that arrives in parts. Joins a character that is split between two
/// parts, also a surrogate pair with three bytes for each half (CESU-8, WTF-8). An unpaired half
/// becomes one U+FFFD, and so does each byte that belongs to no character.
class utf8_repair {
 public:
  /// Appends to `out` everything that no later part can change. Keeps at most five bytes for the
  /// next part.
  void append(std::string_view part, std::string& out);

  /// No part follows: repairs the bytes that were kept.
  void finish(std::string& out);

 private:
  std::string waiting_;
};

/// Repairs one complete text.
std::string repaired_utf8(std::string_view text);

}  // namespace aurawell::net
