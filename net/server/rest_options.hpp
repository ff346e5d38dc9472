#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {

/// Limits of one account and of one address over plain HTTP.
struct rest_options {
  /// Wrong passwords for one account from one address before a wait is required; 0: no limit.
  std::uint32_t logins_per_account = 10;
  /// The first such wait, which doubles with each further wrong password, and its upper bound.
  std::chrono::milliseconds login_wait{5'000};
  std::chrono::milliseconds login_wait_max{15 * 60'000};
  /// Tries for one account within an hour from networks where it has no login; past it each further
  /// network has one try before a wait. 0: no limit.
  std::uint32_t unknown_logins_per_account = 30;
  /// Tries to sign in within a minute from one address, over all accounts; registrations and reset
  /// codes count too. 0: no limit.
  std::uint32_t logins_per_address = 60;
  /// Exports of one account within a minute. 0: no limit.
  std::uint32_t exports_per_account = 10;
  /// Required strength of a new password, in bits of guessing work. 0: no requirement.
  double password_bits = 20;
  /// Concurrent logins of one account; a further one ends the one that was used longest ago.
  std::uint32_t max_logins = 50;
  /// Codes for a new password: lifetime of one, and how many of an account are valid at a time.
  std::chrono::milliseconds reset_code_lifetime{3'600'000};
  std::uint32_t max_reset_codes = 3;
  /// Requests within a minute, of one user and from one address; past it 429. 0: no limit.
  std::uint32_t requests_per_user = 600;
  std::uint32_t requests_per_address = 6'000;
  /// Measurements of one account, all members together; past it 400.
  std::uint32_t samples_per_account = 100'000;
  /// Members of a family, without the holder of the account.
  std::uint32_t members_per_account = 20;
  /// Unanswered invitations to one member.
  std::uint32_t invitations_per_member = 10;
  /// Unanswered invitations from one account, and to one account.
  std::uint32_t invitations_per_inviter = 50;
  std::uint32_t invitations_per_invited = 100;
  /// Invitations of one account within a minute, failed ones included. 0: no limit.
  std::uint32_t invitation_tries = 20;
  std::chrono::milliseconds invitation_lifetime{std::chrono::hours{14 * 24}};
  /// A longer export ends early; its last part says so.
  std::size_t max_export_bytes = 16 * 1024 * 1024;
};

}  // namespace aurawell::net
