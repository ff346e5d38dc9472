#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/result.hpp"

struct evp_pkey_st;

namespace aurawell::net {

/// Signature algorithms that this service supports: RFC 7518 and RFC 8037.
enum class signature_algorithm : unsigned char { hs256, rs256, es256, eddsa };

/// The name in a token's header: "HS256", "RS256", "ES256", "EdDSA".
std::string_view to_string(signature_algorithm algorithm) noexcept;
std::optional<signature_algorithm> signature_algorithm_from_string(std::string_view text) noexcept;

/// A key with the only algorithm that it may be used for: no token can select another. Failures
/// name the fault and contain no part of the key. Thread-safe.
class signature_key {
 public:
  /// For HS256; at least 32 bytes.
  static result<signature_key> from_secret(std::string secret);
  /// A new random key for HS256. It exists only in this process.
  static signature_key random();
  /// Reads a public or private key: RSA of at least 2048 bits, P-256 or Ed25519.
  static result<signature_key> from_pem(const std::string& pem);
  /// Public keys from their numbers, as bytes with the most significant first.
  static result<signature_key> from_rsa(std::string_view modulus, std::string_view exponent);
  static result<signature_key> from_p256(std::string_view x, std::string_view y);
  static result<signature_key> from_ed25519(std::string_view x);

  signature_algorithm algorithm() const noexcept { return algorithm_; }

  /// Returns true only if `signature` is the signature of `text` by this key.
  bool verifies(std::string_view text, std::string_view signature) const;

  bool can_sign() const noexcept { return can_sign_; }
  /// Requires a key that can sign.
  std::string sign(std::string_view text) const;

 private:
  using key_pointer = std::shared_ptr<evp_pkey_st>;

  signature_key(signature_algorithm algorithm, bool can_sign, key_pointer key, std::string secret);
  static result<signature_key> from_key(key_pointer key, bool can_sign);

  signature_algorithm algorithm_;
  bool can_sign_;
  key_pointer key_;
  std::string secret_;
};

}  // namespace aurawell::net
