#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/admission/failure_backoff.hpp"
#include "domain/admission/rate_limiter.hpp"
#include "domain/ids.hpp"
#include "net/auth/caller.hpp"
#include "net/server/rest_options.hpp"

namespace aurawell::net {

/// The secret that a try may guess. Each is counted separately.
enum class guess : unsigned char { sign_in, own_password, reset_code };

/// A try that can be wrong.
struct guess_attempt {
  guess secret = guess::sign_in;
  /// The account's id, or a substitute for an account that does not exist.
  std::string account;
  /// Empty when it is unknown: all such tries share one count.
  std::string address;
  /// The account has a login in the address's network.
  bool is_known_place = false;
  /// The login of a signed-in user who tries `own_password`; empty: none.
  std::string login{};
  /// Which count was used; for `login_limits` only.
  bool is_by_network = false;
};

/// Limits how often a secret may be tried. Thread-safe.
///
/// Failures are counted by account and address together, so that failures elsewhere do not make an
/// account's holder wait. Tries of a signed-in user are counted by login, so that a stolen token
/// gains nothing from other addresses. Against many addresses that guess at one account: when there
/// were too many tries, each network has one try before it must wait, up to a day where the account
/// has no login. This slows the holder at a new place, and never locks out.
class login_limits {
 public:
  using wait = std::optional<std::chrono::milliseconds>;

  explicit login_limits(const rest_options& options);

  void set_limits(const rest_options& options) noexcept;

  /// Call it before any other check. Nothing: the try may go on and was counted. Else the time to
  /// wait. An empty address is not limited.
  wait take_address(std::string_view address);

  /// Like `take_address`. The try counts as wrong until one of the next two calls.
  wait begin(guess_attempt& attempt);
  void was_right(const guess_attempt& attempt);
  void was_not_judged(const guess_attempt& attempt);

  /// Removes the failed sign-ins of the account from that address.
  void clear_failures(const std::string& account, const std::string& address);

  /// Nothing: another code may be sent to the account. Else the time to wait.
  wait take_code(const user_id& user);

  wait take_export(const user_id& user);
  wait take_invitation(const user_id& user);

 private:
  failure_backoff::rule rule() const noexcept;
  failure_backoff& failures_of(guess secret) noexcept;
  /// Whether there were too many tries from other addresses.
  bool is_past_budget(const guess_attempt& attempt, rate_limiter::clock::time_point now);

  std::atomic<std::uint32_t> free_;
  std::atomic<std::chrono::milliseconds> first_wait_;
  std::atomic<std::chrono::milliseconds> longest_wait_;
  failure_backoff sign_ins_;
  failure_backoff own_passwords_;
  failure_backoff reset_codes_;
  rate_limiter unknown_places_;
  rate_limiter known_places_;
  rate_limiter codes_;
  rate_limiter per_address_;
  rate_limiter exports_;
  rate_limiter invitations_;
};

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
  std::optional<std::chrono::milliseconds> take_for_login(const caller& requester);

 private:
  rate_limiter per_user_;
  rate_limiter per_login_;
  rate_limiter per_address_;
};

}  // namespace aurawell::net
