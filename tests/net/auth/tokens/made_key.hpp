#pragma once

#include <memory>
#include <string>

#include "net/auth/tokens/signature_key.hpp"

namespace aurawell::net {

/// A key pair for the test, in the usual file formats.
class made_key {
 public:
  static made_key rsa(unsigned bits = 2048);
  /// "P-256", "P-384", …
  static made_key curve(const char* name);
  static made_key ed25519();

  std::string private_pem() const;
  std::string public_pem() const;
  /// The public part, as an element of a JWK set.
  std::string jwk(const std::string& key_id) const;

  signature_key signer() const { return *signature_key::from_pem(private_pem()); }
  signature_key verifier() const { return *signature_key::from_pem(public_pem()); }

 private:
  explicit made_key(std::shared_ptr<evp_pkey_st> key) : key_{std::move(key)} {}

  std::shared_ptr<evp_pkey_st> key_;
};

/// One of each for all tests of the program, because making an RSA key is slow.
const made_key& shared_rsa();
const made_key& shared_p256();
const made_key& shared_ed25519();

}  // namespace aurawell::net
