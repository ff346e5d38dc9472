#pragma once

#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "domain/wall_time.hpp"

namespace aurawell::net {

/// Who a request comes from, after authentication.
struct caller {
  user_id user;
  /// The token counts until then; nothing: no token was needed.
  std::optional<wall_time> expires_at{};
  /// What a logout revokes: shared by a login's tokens. Empty without a token.
  std::string login{};
  /// When that login began, as far as its token says.
  std::optional<wall_time> login_began{};
  /// May see what only operators see.
  bool is_operator = false;
};

}  // namespace aurawell::net
