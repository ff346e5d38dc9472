#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace aurawell::net {

/// Which tokens are accepted, and how own tokens are made.
struct token_options {
  /// Signs own tokens (HS256). At least 32 bytes; empty: none.
  std::string secret;
  /// A file with such a secret; its line end is ignored.
  std::string secret_file;
  /// A PEM file with a key. A private key signs when there is no secret.
  std::string key_file;
  /// A file with the public keys of an issuer.
  std::string jwks_file;
  std::chrono::milliseconds jwks_check_interval{30'000};
  /// Required values of `iss` and `aud`; empty: any.
  std::string issuer = "aurawell";
  std::string audience = "aurawell";
  /// Lifetime of an own token, and how long a login can get new tokens.
  std::chrono::milliseconds token_ttl{3'600'000};
  std::chrono::milliseconds login_ttl{2'592'000'000};
  /// Accepted difference between the clocks of issuer and service.
  std::chrono::milliseconds leeway{30'000};
  /// Users who may use the routes for operators.
  std::vector<std::string> operators;
};

}  // namespace aurawell::net
