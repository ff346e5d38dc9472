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
#include "net/server/rest_options.hpp"

namespace aurawell::net {

/// What somebody who guesses may be after. Each is counted apart.
enum class guess : unsigned char { sign_in, own_password, reset_code };

/// A try that can be wrong.
struct guess_attempt {
  guess what = guess::sign_in;
  /// The account's id, or what stands for one that does not exist.
  std::string account;
  /// Empty where it is not known: all such count as one.
  std::string address;
  /// The account has a login in the address's network.
  bool is_known_place = false;
  /// The login by which somebody is signed in who tries `own_password`; empty: none.
  std::string login{};
  /// Says by what it was counted; only `login_limits` looks at it.
  bool is_by_network = false;
};

/// How often somebody may try. Thread-safe.
///
/// Failures are counted by account and address together, so that nobody who fails elsewhere
/// makes an account's holder wait; who is signed in is counted by the login instead, so that
/// other addresses do not help who has stolen a token. Against many addresses that guess at one
/// account: once they are too many, each network has one try before it must wait, up to a day
/// where the account has no login. That slows its holder at a new place, and never locks out.
class login_limits {
 public:
  using wait = std::optional<std::chrono::milliseconds>;

  explicit login_limits(const rest_options& options);

  void set_limits(const rest_options& options) noexcept;

  /// Before anything else is looked at. Nothing: go ahead, it has been counted. Else the time
  /// to wait. An empty address is not limited.
  wait take_address(std::string_view address);

  /// As above. It counts as wrong until one of the following two says otherwise.
  wait begin(guess_attempt& attempt);
  void was_right(const guess_attempt& attempt);
  void was_not_judged(const guess_attempt& attempt);

  /// Nothing that failed there in signing in counts any more.
  void forgive(const std::string& account, const std::string& address);

  /// Whether the account may be sent another code.
  wait take_code(const user_id& user);

  wait take_export(const user_id& user);
  wait take_invitation(const user_id& user);

 private:
  failure_backoff::rule rule() const noexcept;
  failure_backoff& failures_of(guess what) noexcept;
  /// Whether too many have tried before from other addresses.
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

}  // namespace aurawell::net
