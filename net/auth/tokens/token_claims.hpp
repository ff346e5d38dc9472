#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/result.hpp"
#include "domain/wall_time.hpp"

namespace aurawell::net {

/// The claims of a token (RFC 7519). Missing texts are empty.
struct token_claims {
  user_id subject;
  std::string issuer;
  std::vector<std::string> audience;
  wall_time expires_at;
  std::optional<wall_time> not_before{};
  std::optional<wall_time> issued_at{};
  std::string token_id{};
  /// `sid` and `auth_time`: the id and the time of the login that the token belongs to.
  std::string login{};
  std::optional<wall_time> logged_in_at{};
};

/// Fails with `ec::token_invalid` when `sub` or `exp` is missing or a claim has a wrong type.
result<token_claims> read_claims(std::string_view json);

/// Writes times in whole seconds.
std::string write_claims(const token_claims& claims);

/// Claims that a token must have to be accepted.
struct claim_rules {
  /// Empty: any issuer, any audience.
  std::string issuer;
  std::string audience;
  /// Accepted difference between the clocks of issuer and service.
  std::chrono::milliseconds leeway{0};
};

/// Fails with `ec::token_expired`, or with `ec::token_invalid` and the reason.
result<void> check_claims(const token_claims& claims, const claim_rules& rules, wall_time now);

}  // namespace aurawell::net
