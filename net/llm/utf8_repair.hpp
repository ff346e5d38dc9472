#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// Makes valid UTF-8 of a text that comes in parts. A character that is cut between
/// two parts is joined; each byte that belongs to none becomes U+FFFD.
class utf8_repair {
 public:
  /// Appends to `out` what is certain; at most three bytes wait for the next part.
  void append(std::string_view part, std::string& out);

  /// No part follows: what waits is broken.
  void finish(std::string& out);

 private:
  std::string waiting_;
};

/// The whole of one text.
std::string repaired_utf8(std::string_view text);

}  // namespace aurawell::net
