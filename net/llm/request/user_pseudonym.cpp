#include "net/llm/request/user_pseudonym.hpp"

#include <fmt/format.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace aurawell::net {
namespace {

constexpr std::size_t key_bytes = 32;

std::string draw_key() {
  std::array<unsigned char, key_bytes> drawn{};
  if (RAND_bytes(drawn.data(), static_cast<int>(drawn.size())) != 1) {
    // Without randomness, anyone with the key could identify users by the hash.
    std::abort();
  }
  return {drawn.begin(), drawn.end()};
}

}  // namespace

user_pseudonym::user_pseudonym(std::string key) : key_{key.empty() ? draw_key() : std::move(key)} {}

std::string user_pseudonym::of(const user_id& user, const member_id& member) const {
  // No id contains the separator, so different pairs give different texts.
  const auto pair = user.value + '\n' + member.value;
  std::array<unsigned char, 32> digest{};
  const auto* text = reinterpret_cast<const unsigned char*>(pair.data());
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), text, pair.size(), digest.data(),
       nullptr);
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace aurawell::net
