#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace aurawell::net {

/// Which tokens count, and how own ones are made.
struct token_options {
  /// Own tokens are signed with it (HS256). At least 32 bytes; empty: none.
  std::string secret;
  /// The same in a file, whose line end does not count.
  std::string secret_file;
  /// A key in a PEM file. A private one signs when there is no secret.
  std::string key_file;
  /// The public keys of an issuer.
  std::string jwks_file;
  std::chrono::milliseconds jwks_check_interval{30'000};
  /// What `iss` and `aud` must say; empty: anything.
  std::string issuer = "aurawell";
  std::string audience = "aurawell";
  /// How long an own token counts, and for how long a login can get others after it.
  std::chrono::milliseconds token_ttl{3'600'000};
  std::chrono::milliseconds login_ttl{2'592'000'000};
  /// How far the clocks of issuer and service may be apart.
  std::chrono::milliseconds leeway{30'000};
  /// Users who may see what only operators see.
  std::vector<std::string> operators;
};

}  // namespace aurawell::net
