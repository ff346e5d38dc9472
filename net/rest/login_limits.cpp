#include "net/rest/login_limits.hpp"

#include <cstddef>

#include "net/lower_ascii.hpp"

namespace aurawell::net {
namespace {

/// Accounts, and addresses, whose tries are counted at the same time.
constexpr std::size_t most_counted = 100'000;

}  // namespace

login_limits::login_limits(const rest_options& options)
    : per_account_{options.logins_per_account, most_counted},
      per_address_{options.logins_per_address, most_counted} {}

void login_limits::set_limits(const rest_options& options) noexcept {
  per_account_.set_limit(options.logins_per_account);
  per_address_.set_limit(options.logins_per_address);
}

std::optional<std::chrono::milliseconds> login_limits::take(std::string_view account,
                                                            std::string_view address) {
  const auto now = rate_limiter::clock::now();
  if (!address.empty()) {
    if (const auto wait = per_address_.take(address, now)) {
      return wait;
    }
  }
  return account.empty() ? std::nullopt : per_account_.take(lower_ascii(account), now);
}

}  // namespace aurawell::net
