#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "net/auth/tokens/signature_key.hpp"

namespace aurawell::net {

struct named_key {
  /// `kid`; empty: good for tokens that name any key, or none.
  std::string id;
  signature_key key;
};

/// Reads `{"keys":[…]}` (RFC 7517). Keys for other purposes and algorithms are passed
/// over. A key of ours that is broken, no key at all or more than 32 are failures.
result<std::vector<named_key>> read_jwk_set(std::string_view json);

}  // namespace aurawell::net
