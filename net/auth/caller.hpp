#pragma once

#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "domain/wall_time.hpp"

namespace aurawell::net {

/// The user of a request, after authentication.
struct caller {
  user_id user;
  /// When the token expires; nothing: no token was needed.
  std::optional<wall_time> expires_at{};
  /// The login that a logout revokes, shared by its tokens. Empty without a token.
  std::string login{};
  /// When that login began, if its token says it.
  std::optional<wall_time> login_began{};
  /// Has access to operators' data.
  bool is_operator = false;
};

}  // namespace aurawell::net
