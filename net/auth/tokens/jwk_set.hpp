#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "net/auth/tokens/signature_key.hpp"

namespace aurawell::net {

struct named_key {
  /// `kid`. Empty: the key may verify any token, whatever key the token names.
  std::string id;
  signature_key key;
};

/// Reads `{"keys":[…]}` (RFC 7517). Ignores keys for other purposes and algorithms. Fails when a
/// usable kind of key is malformed, when there is no key, and when there are more than 32.
result<std::vector<named_key>> read_jwk_set(std::string_view json);

}  // namespace aurawell::net
