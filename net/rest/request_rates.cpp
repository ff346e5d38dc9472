#include "net/rest/request_rates.hpp"

#include <cstddef>
#include <string>

namespace aurawell::net {
namespace {

/// Most users, and most addresses, whose requests are counted at the same time.
constexpr std::size_t most_counted = 100'000;

std::optional<std::chrono::milliseconds> take(rate_limiter& from, std::string_view name) {
  return name.empty() ? std::nullopt : from.take(name, rate_limiter::clock::now());
}

}  // namespace

request_rates::request_rates(const rest_options& options)
    : per_user_{options.requests_per_user, most_counted},
      per_login_{options.requests_per_user, most_counted},
      per_address_{options.requests_per_address, most_counted} {}

void request_rates::set_limits(const rest_options& options) noexcept {
  per_user_.set_limit(options.requests_per_user);
  per_login_.set_limit(options.requests_per_user);
  per_address_.set_limit(options.requests_per_address);
}

std::optional<std::chrono::milliseconds> request_rates::take_for_address(std::string_view address) {
  return take(per_address_, address);
}

std::optional<std::chrono::milliseconds> request_rates::take_for_user(std::string_view user) {
  return take(per_user_, user);
}

std::optional<std::chrono::milliseconds> request_rates::take_for_login(const caller& who) {
  return who.user.empty() ? std::nullopt : take(per_login_, who.user.value + '\n' + who.login);
}

}  // namespace aurawell::net
