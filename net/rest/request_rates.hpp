#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "domain/admission/rate_limiter.hpp"
#include "net/auth/caller.hpp"
#include "net/server/rest_options.hpp"

namespace aurawell::net {

/// Limits the requests over plain HTTP. Thread-safe.
class request_rates {
 public:
  explicit request_rates(const rest_options& options);

  void set_limits(const rest_options& options) noexcept;

  /// Nothing: the request may go on and was counted. Else the time to wait. An empty name, of an
  /// unknown user, is not limited.
  std::optional<std::chrono::milliseconds> take_for_address(std::string_view address);
  std::optional<std::chrono::milliseconds> take_for_user(std::string_view user);
  /// Like `take_for_user`, for one login.
  std::optional<std::chrono::milliseconds> take_for_login(const caller& who);

 private:
  rate_limiter per_user_;
  rate_limiter per_login_;
  rate_limiter per_address_;
};

}  // namespace aurawell::net
