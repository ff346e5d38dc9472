#pragma once

#include <optional>
#include <string_view>

#include "domain/rate_limiter.hpp"
#include "net/rest/rest_options.hpp"

namespace aurawell::net {

/// How often somebody may try to sign in. Thread-safe.
class login_limits {
 public:
  explicit login_limits(const rest_options& options);

  void set_limits(const rest_options& options) noexcept;

  /// Nothing: go ahead, it has been counted. Else the time to wait. `account` in any
  /// case of letters, "" for none yet; an empty address is not limited.
  std::optional<std::chrono::milliseconds> take(std::string_view account, std::string_view address);

 private:
  rate_limiter per_account_;
  rate_limiter per_address_;
};

}  // namespace aurawell::net
