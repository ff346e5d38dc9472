#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/result.hpp"

struct evp_pkey_st;

namespace aurawell::net {

/// The ways of signing tokens that this service knows: RFC 7518 and RFC 8037.
enum class signature_algorithm : unsigned char { hs256, rs256, es256, eddsa };

/// As a token's header names it: "HS256", "RS256", "ES256", "EdDSA".
std::string_view to_string(signature_algorithm algorithm) noexcept;
std::optional<signature_algorithm> signature_algorithm_from_string(std::string_view text) noexcept;

/// A key together with the one algorithm that it is good for: no token can choose another.
/// Failures tell what is wrong with the key and repeat nothing of it. Thread-safe.
class signature_key {
 public:
  /// For HS256; at least 32 bytes.
  static result<signature_key> from_secret(std::string secret);
  /// For HS256, drawn now and known to nobody.
  static signature_key random();
  /// A public or a private key: RSA of at least 2048 bits, P-256 or Ed25519.
  static result<signature_key> from_pem(const std::string& pem);
  /// Public keys by their numbers, as bytes, the most significant first.
  static result<signature_key> from_rsa(std::string_view modulus, std::string_view exponent);
  static result<signature_key> from_p256(std::string_view x, std::string_view y);
  static result<signature_key> from_ed25519(std::string_view x);

  signature_algorithm algorithm() const noexcept { return algorithm_; }

  /// False for anything but the signature of `text` by this key.
  bool verifies(std::string_view text, std::string_view signature) const;

  bool can_sign() const noexcept { return can_sign_; }
  /// Only with a key that can.
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
