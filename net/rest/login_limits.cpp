#include "net/rest/login_limits.hpp"

#include <cstddef>
#include <string>

namespace aurawell::net {
namespace {

/// Accounts, and addresses, whose tries are counted at the same time.
constexpr std::size_t most_counted = 100'000;

std::string lower(std::string_view text) {
  std::string out{text};
  for (auto& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

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
  return account.empty() ? std::nullopt : per_account_.take(lower(account), now);
}

}  // namespace aurawell::net
