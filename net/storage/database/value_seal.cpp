#include "net/storage/database/value_seal.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <stdexcept>

#include "net/storage/database/sql_run.hpp"

namespace aurawell::net {
namespace {

constexpr char format = 1;
constexpr std::size_t name_size = 8;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_size = 1 + name_size + nonce_size;

/// One secret for each purpose, so that none reveals another.
enum purpose : std::uint64_t { for_sealing = 1, for_indexing = 2, for_naming = 3 };

template <std::size_t Size>
std::array<unsigned char, Size> derive(const encryption_key& from, purpose key_purpose) {
  static_assert(crypto_kdf_KEYBYTES == sizeof from.bytes);
  std::array<unsigned char, Size> derived{};
  constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "AuraWell";
  std::array<unsigned char, 32> whole{};
  crypto_kdf_derive_from_key(whole.data(), whole.size(), key_purpose, context, from.bytes.data());
  std::copy_n(whole.begin(), Size, derived.begin());
  return derived;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

std::string_view text_of(const value_seal::key_name& name) {
  return {reinterpret_cast<const char*>(name.data()), name.size()};
}

error cannot_open(const value_place& place, const std::string& why) {
  return {ec::database_failed, "a value of " + std::string{place.column()} + " " + why};
}

}  // namespace

void value_place::add(std::string_view part) {
  add(static_cast<std::int64_t>(part.size()));
  bytes_ += part;
}

void value_place::add(std::int64_t number) {
  for (int shift = 0; shift < 64; shift += 8) {
    bytes_ += static_cast<char>(static_cast<std::uint64_t>(number) >> shift);
  }
}

value_seal::value_seal(const std::vector<encryption_key>& newest_first) {
  if (sodium_init() < 0) {
    throw std::runtime_error{"libsodium cannot be used on this system"};
  }
  for (const auto& given : newest_first) {
    keys_.push_back({derive<name_size>(given, for_naming), derive<32>(given, for_sealing),
                     derive<32>(given, for_indexing)});
  }
}

std::string_view value_seal::newest_key() const noexcept {
  assert(has_keys());
  return text_of(keys_.front().name);
}

bool value_seal::has_key(std::string_view name) const noexcept {
  return find(name) != nullptr;
}

const value_seal::key* value_seal::find(std::string_view name) const noexcept {
  const auto found = std::find_if(keys_.begin(), keys_.end(),
                                  [&](const auto& one) { return text_of(one.name) == name; });
  return found == keys_.end() ? nullptr : &*found;
}

stored_value value_seal::seal(std::string_view text, const value_place& place) const {
  if (keys_.empty() || text.empty()) {
    return {std::string{text}, false};
  }
  const auto& newest = keys_.front();
  std::string sealed(head_size + text.size() + tag_size, '\0');
  sealed[0] = format;
  std::memcpy(sealed.data() + 1, newest.name.data(), name_size);
  auto* const nonce = bytes_of(sealed) + 1 + name_size;
  randombytes_buf(nonce, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      bytes_of(sealed) + head_size, nullptr, bytes_of(text), text.size(), bytes_of(place.bytes()),
      place.bytes().size(), nullptr, nonce, newest.sealing.data());
  return {std::move(sealed), true};
}

result<std::string> value_seal::open(const sql_run& row, int column,
                                     const value_place& place) const {
  const auto stored = row.value(column);
  return row.is_sealed(column) ? unseal(stored, place) : result<std::string>{std::string{stored}};
}

result<std::string> value_seal::unseal(std::string_view sealed, const value_place& place) const {
  const auto name = key_of_sealed(sealed);
  if (name.empty()) {
    return cannot_open(place, "is damaged");
  }
  const auto* const opening_key = find(name);
  if (opening_key == nullptr) {
    return cannot_open(place, "is sealed with key " + hex_of(name) + ", which was not given");
  }
  std::string text(sealed.size() - head_size - tag_size, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          bytes_of(text), nullptr, nullptr, bytes_of(sealed) + head_size, sealed.size() - head_size,
          bytes_of(place.bytes()), place.bytes().size(), bytes_of(sealed) + 1 + name_size,
          opening_key->sealing.data()) != 0) {
    return cannot_open(place, "was changed or belongs elsewhere");
  }
  return text;
}

std::vector<stored_value> value_seal::indexes(std::string_view text) const {
  std::vector<stored_value> all;
  for (const auto& one : keys_) {
    std::string index(16, '\0');
    crypto_generichash(bytes_of(index), index.size(), bytes_of(text), text.size(),
                       one.indexing.data(), one.indexing.size());
    all.push_back({std::move(index), true});
  }
  all.push_back({std::string{text}, false});
  return all;
}

std::string_view key_of_sealed(std::string_view sealed) noexcept {
  const bool is_whole = sealed.size() > head_size + tag_size && sealed[0] == format;
  return is_whole ? sealed.substr(1, name_size) : std::string_view{};
}

std::string hex_of(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes_of(bytes), bytes.size());
  hex.pop_back();
  return hex;
}

}  // namespace aurawell::net
