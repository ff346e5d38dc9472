#include "net/json/json_extent.hpp"

namespace aurawell::net {

std::size_t json_extent::feed(std::string_view bytes) noexcept {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (!take(bytes[at])) {
      return at + 1;
    }
  }
  return npos;
}

bool json_extent::take(char byte) noexcept {
  if (is_in_text_) {
    const auto ends = byte == '"' && !is_escaped_;
    is_escaped_ = byte == '\\' && !is_escaped_;
    is_in_text_ = !ends;
    return true;
  }
  switch (byte) {
    case '"': is_in_text_ = depth_ > 0; return true;
    case '{':
    case '[': ++depth_; return true;
    case '}':
    case ']': return depth_ == 0 || --depth_ > 0;
    default: return true;
  }
}

}  // namespace aurawell::net
