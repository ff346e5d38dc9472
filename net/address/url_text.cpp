#include "net/address/url_text.hpp"

#include <charconv>
#include <cstdint>

namespace aurawell::net {

std::string_view cut(std::string_view& rest, char end) {
  const auto at = rest.find(end);
  const auto head = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  return head;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const auto digits = text.substr(i + 1, 2);
    std::uint8_t byte = 0;
    const auto [end, fault] =
        std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (fault != std::errc{} || digits.size() != 2 || end != digits.data() + 2) {
      return std::nullopt;
    }
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

}  // namespace aurawell::net
