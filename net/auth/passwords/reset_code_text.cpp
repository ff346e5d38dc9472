#include "net/auth/passwords/reset_code_text.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

#include "net/auth/tokens/base64url.hpp"

namespace aurawell::net {
namespace {

/// Crockford's base 32: five bits each.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t symbols = 16;
constexpr std::size_t group = 4;
/// As a person may write it, with some spaces.
constexpr std::size_t longest_text = 64;

char normal_form(char c) noexcept {
  if (c >= 'a' && c <= 'z') {
    c = static_cast<char>(c - 'a' + 'A');
  }
  return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

std::optional<std::string> read_symbols(std::string_view code) {
  std::string read;
  for (const char c : code) {
    if (c == '-' || c == ' ') {
      continue;
    }
    read += normal_form(c);
    if (read.size() > symbols || alphabet.find(read.back()) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  return read.size() == symbols ? std::optional{std::move(read)} : std::nullopt;
}

}  // namespace

std::string draw_reset_code() {
  if (sodium_init() < 0) {
    throw std::runtime_error{"libsodium cannot be used on this system"};
  }
  std::string code;
  for (std::size_t i = 0; i < symbols; ++i) {
    code += i > 0 && i % group == 0 ? "-" : "";
    code += alphabet[randombytes_uniform(alphabet.size())];
  }
  return code;
}

std::optional<std::string> hash_reset_code(const user_id& user, std::string_view code) {
  const auto read = code.size() <= longest_text ? read_symbols(code) : std::nullopt;
  if (!read) {
    return std::nullopt;
  }
  const auto text = user.value + '\n' + *read;
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  return base64url_encode({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

}  // namespace aurawell::net
