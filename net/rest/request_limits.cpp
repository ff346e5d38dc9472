#include "net/rest/request_limits.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "net/rest/login_origin.hpp"

namespace aurawell::net {
namespace {

/// Most accounts with addresses, most users and most addresses, whose tries or requests are counted
/// at the same time.
constexpr std::size_t most_counted = 100'000;

/// Tries for one account in an hour from one network where it has a login.
constexpr std::uint32_t tries_in_known_network = 100;
constexpr std::chrono::hours budget_period{1};

/// The longest wait of a network where the account has no login.
constexpr std::chrono::hours longest_wait_elsewhere{24};

/// Codes that are sent to one account in a day.
constexpr std::uint32_t codes_in_a_day = 10;
constexpr std::chrono::hours day{24};

/// Longer texts are no account's name; they are cut, because the key is kept as it was sent.
constexpr std::size_t longest_account = 256;

/// No address and no network contains the separators, so no account name can equal another key.
std::string key_of(const guess_attempt& attempt, std::string_view place) {
  std::string key(1, static_cast<char>('a' + static_cast<int>(attempt.secret)));
  return key.append(attempt.account, 0, longest_account).append("\n").append(place);
}

std::string key_of(const guess_attempt& attempt) {
  if (!attempt.login.empty()) {
    return key_of(attempt, "login " + attempt.login);
  }
  return attempt.is_by_network ? key_of(attempt, "network " + network_of(attempt.address))
                               : key_of(attempt, attempt.address);
}

std::optional<std::chrono::milliseconds> take(rate_limiter& from, std::string_view name) {
  return name.empty() ? std::nullopt : from.take(name, rate_limiter::clock::now());
}

}  // namespace

login_limits::login_limits(const rest_options& options)
    : free_{options.logins_per_account},
      first_wait_{options.login_wait},
      longest_wait_{options.login_wait_max},
      sign_ins_{most_counted},
      own_passwords_{most_counted},
      reset_codes_{most_counted},
      unknown_places_{options.unknown_logins_per_account, most_counted, budget_period},
      known_places_{tries_in_known_network, most_counted, budget_period},
      codes_{codes_in_a_day, most_counted, day},
      per_address_{options.logins_per_address, most_counted},
      exports_{options.exports_per_account, most_counted},
      invitations_{options.invitation_tries, most_counted} {}

void login_limits::set_limits(const rest_options& options) noexcept {
  free_ = options.logins_per_account;
  first_wait_ = options.login_wait;
  longest_wait_ = options.login_wait_max;
  unknown_places_.set_limit(options.unknown_logins_per_account);
  per_address_.set_limit(options.logins_per_address);
  exports_.set_limit(options.exports_per_account);
  invitations_.set_limit(options.invitation_tries);
}

login_limits::wait login_limits::take_address(std::string_view address) {
  return take(per_address_, address);
}

login_limits::wait login_limits::begin(guess_attempt& attempt) {
  const auto now = rate_limiter::clock::now();
  auto by = rule();
  if (by.free == 0) {
    return std::nullopt;
  }
  attempt.is_by_network = is_past_budget(attempt, now);
  if (attempt.is_by_network) {
    by.free = 1;
    by.longest_wait = attempt.is_known_place ? by.longest_wait
                                             : std::max<std::chrono::milliseconds>(
                                                   by.longest_wait, longest_wait_elsewhere);
  }
  return failures_of(attempt.secret).begin(key_of(attempt), by, now);
}

void login_limits::was_right(const guess_attempt& attempt) {
  failures_of(attempt.secret).succeeded(key_of(attempt));
}

void login_limits::was_not_judged(const guess_attempt& attempt) {
  failures_of(attempt.secret).withdraw(key_of(attempt));
}

void login_limits::clear_failures(const std::string& account, const std::string& address) {
  guess_attempt failed{guess::sign_in, account, address};
  was_right(failed);
  failed.is_by_network = true;
  was_right(failed);
}

login_limits::wait login_limits::take_code(const user_id& user) {
  return codes_.take(user.value, rate_limiter::clock::now());
}

login_limits::wait login_limits::take_export(const user_id& user) {
  return exports_.take(user.value, rate_limiter::clock::now());
}

login_limits::wait login_limits::take_invitation(const user_id& user) {
  return invitations_.take(user.value, rate_limiter::clock::now());
}

failure_backoff::rule login_limits::rule() const noexcept {
  return {free_, first_wait_, longest_wait_};
}

failure_backoff& login_limits::failures_of(guess secret) noexcept {
  switch (secret) {
    case guess::own_password: return own_passwords_;
    case guess::reset_code: return reset_codes_;
    case guess::sign_in: break;
  }
  return sign_ins_;
}

bool login_limits::is_past_budget(const guess_attempt& attempt,
                                  rate_limiter::clock::time_point now) {
  // Codes cannot be guessed, and a login counts as one key wherever it is used.
  if (attempt.secret == guess::reset_code || !attempt.login.empty()) {
    return false;
  }
  if (attempt.is_known_place) {
    return known_places_.take(key_of(attempt, network_of(attempt.address)), now).has_value();
  }
  return unknown_places_.take(key_of(attempt, {}), now).has_value();
}

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

std::optional<std::chrono::milliseconds> request_rates::take_for_login(const caller& requester) {
  return requester.user.empty() ? std::nullopt
                                : take(per_login_, requester.user.value + '\n' + requester.login);
}

}  // namespace aurawell::net
