#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "domain/admission/rate_limiter.hpp"
#include "net/auth/caller.hpp"
#include "net/server/rest_options.hpp"

namespace aurawell::net {

/// How often somebody may ask for anything over plain HTTP. Thread-safe.
class request_rates {
 public:
  explicit request_rates(const rest_options& options);

  void set_limits(const rest_options& options) noexcept;

  /// Nothing: go ahead, it has been counted. Else the time to wait. An empty name, of
  /// somebody who is not known, is not limited.
  std::optional<std::chrono::milliseconds> take_for_address(std::string_view address);
  std::optional<std::chrono::milliseconds> take_for_user(std::string_view user);
  /// As `take_for_user`, but of one login alone.
  std::optional<std::chrono::milliseconds> take_for_login(const caller& who);

 private:
  rate_limiter per_user_;
  rate_limiter per_login_;
  rate_limiter per_address_;
};

}  // namespace aurawell::net
