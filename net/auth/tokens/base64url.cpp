#include "net/auth/tokens/base64url.hpp"

#include <sodium.h>

#include <utility>

namespace aurawell::net {
namespace {

constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string base64url_encode(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), form), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), form);
  text.pop_back();
  return text;
}

std::optional<std::string> base64url_decode(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, form) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  // libsodium 1.0.18 accepts bytes above 0x7F, so the result is encoded again and compared.
  return base64url_encode(bytes) == text ? std::optional{std::move(bytes)} : std::nullopt;
}

}  // namespace aurawell::net
