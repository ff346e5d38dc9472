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

/// What a token says (RFC 7519). Texts that are missing are empty.
struct token_claims {
  user_id subject;
  std::string issuer;
  std::vector<std::string> audience;
  wall_time expires_at;
  std::optional<wall_time> not_before{};
  std::optional<wall_time> issued_at{};
  std::string token_id{};
  /// `sid` and `auth_time`: the login that the token belongs to, and when it was.
  std::string login{};
  std::optional<wall_time> logged_in_at{};
};

/// `ec::token_invalid` when `sub` or `exp` are missing, or any of them is not of its type.
result<token_claims> read_claims(std::string_view json);

/// Times in whole seconds.
std::string write_claims(const token_claims& claims);

/// What a token must say to count here.
struct claim_rules {
  /// Empty: anybody's, for anybody.
  std::string issuer;
  std::string audience;
  /// How far the clocks of issuer and service may be apart.
  std::chrono::milliseconds leeway{0};
};

/// `ec::token_expired`, or `ec::token_invalid` with the reason.
result<void> check_claims(const token_claims& claims, const claim_rules& rules, wall_time now);

}  // namespace aurawell::net
