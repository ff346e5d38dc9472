#include "net/admin/admin_token.hpp"

#include <openssl/crypto.h>

#include <algorithm>

#include "net/auth/tokens/key_file.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t least_size = 32;
constexpr std::size_t most_size = 512;

bool is_visible(char c) noexcept {
  return c > ' ' && c < '\x7f';
}

}  // namespace

result<std::string> read_admin_token(const std::string& path) {
  auto read = read_secret_file(path);
  if (!read) {
    return read.failure();
  }
  auto token = std::move(read).value();
  token.erase(token.find_last_not_of("\r\n") + 1);
  if (token.size() < least_size || token.size() > most_size ||
      !std::all_of(token.begin(), token.end(), is_visible)) {
    return error{ec::bad_configuration,
                 "\"" + path +
                     "\" must hold one line of 32 to 512 characters without blanks; make it with: "
                     "openssl rand -hex 32"};
  }
  return token;
}

bool admin_token::is(std::string_view shown) const {
  return text_.with_lock([&](const std::string& kept) {
    return shown.size() == kept.size() &&
           CRYPTO_memcmp(shown.data(), kept.data(), kept.size()) == 0;
  });
}

}  // namespace aurawell::net
