#include "net/storage/database/encryption_key.hpp"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <string>

namespace aurawell::net {
namespace {

constexpr std::string_view separators = ", \t\r\n";

std::optional<encryption_key> read_key(std::string_view text) {
  encryption_key key;
  auto& bytes = key.bytes;
  std::size_t size = 0;
  const char* end = nullptr;
  const auto is_whole = [&] { return size == bytes.size() && end == text.data() + text.size(); };
  if (text.size() == 2 * bytes.size()) {
    const bool good = sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr,
                                     &size, &end) == 0;
    return good && is_whole() ? std::optional{key} : std::nullopt;
  }
  // libsodium 1.0.18 takes every byte above 0x7F for some sign of base64.
  if (std::ranges::any_of(text, [](unsigned char byte) { return byte > 0x7F; })) {
    return std::nullopt;
  }
  for (const int variant :
       {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_URLSAFE,
        sodium_base64_VARIANT_ORIGINAL_NO_PADDING, sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
    const bool good = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
                                        nullptr, &size, &end, variant) == 0;
    if (good && is_whole()) {
      return key;
    }
  }
  return std::nullopt;
}

}  // namespace

result<std::vector<encryption_key>> read_encryption_keys(std::string_view text) {
  std::vector<encryption_key> keys;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
    if (text.empty()) {
      return keys;
    }
    const auto word = text.substr(0, text.find_first_of(separators));
    const auto key = read_key(word);
    if (!key) {
      return error{ec::bad_format, "key " + std::to_string(keys.size() + 1) +
                                       " is not 32 bytes in 64 hexadecimal digits or in base64; "
                                       "make one with: openssl rand -hex 32"};
    }
    keys.push_back(*key);
    text.remove_prefix(word.size());
  }
}

}  // namespace aurawell::net
