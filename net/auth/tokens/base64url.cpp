#include "net/auth/tokens/base64url.hpp"

#include <cstdint>

namespace aurawell::net {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bits_per_sign = 6;
constexpr unsigned bits_per_byte = 8;

}  // namespace

std::string base64url_encode(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const unsigned char byte : bytes) {
    held = (held << bits_per_byte) | byte;
    bits += bits_per_byte;
    while (bits >= bits_per_sign) {
      bits -= bits_per_sign;
      text += alphabet[(held >> bits) & 0x3FU];
    }
  }
  if (bits > 0) {
    text += alphabet[(held << (bits_per_sign - bits)) & 0x3FU];
  }
  return text;
}

std::optional<std::string> base64url_decode(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char sign : text) {
    const auto value = alphabet.find(sign);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    held = (held << bits_per_sign) | static_cast<std::uint32_t>(value);
    bits += bits_per_sign;
    if (bits >= bits_per_byte) {
      bits -= bits_per_byte;
      bytes += static_cast<char>((held >> bits) & 0xFFU);
    }
  }
  const bool has_rest = bits >= bits_per_sign || (held & ((1U << bits) - 1U)) != 0;
  return has_rest ? std::nullopt : std::optional{std::move(bytes)};
}

}  // namespace aurawell::net
