#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {

/// What one account, and one address, may have and do over plain HTTP.
struct rest_options {
  /// Wrong passwords for one account from one address without a wait; 0: any number.
  std::uint32_t logins_per_account = 10;
  /// The wait after the last of those, which doubles with each further one, and its bound.
  std::chrono::milliseconds login_wait{5'000};
  std::chrono::milliseconds login_wait_max{15 * 60'000};
  /// Tries for one account within an hour from networks where it has no login; past it each
  /// further network has one try without a wait. 0: any number.
  std::uint32_t unknown_logins_per_account = 30;
  /// Tries to sign in within a minute from one address, over all accounts; registrations and
  /// codes count too. 0: any number.
  std::uint32_t logins_per_address = 60;
  /// Exports of one account within a minute. 0: any number.
  std::uint32_t exports_per_account = 10;
  /// What an attacker needs to guess a new password, in bits. 0: any password will do.
  double password_bits = 20;
  /// Logins of one account at the same time; a further one ends the one used longest ago.
  std::uint32_t max_logins = 50;
  /// Codes for a new password: how long one counts, and how many of an account at a time.
  std::chrono::milliseconds reset_code_lifetime{3'600'000};
  std::uint32_t max_reset_codes = 3;
  /// Requests within a minute, of one user and from one address; past it 429. 0: any number.
  std::uint32_t requests_per_user = 600;
  std::uint32_t requests_per_address = 6'000;
  /// Measurements of one account, all members together; past it 400.
  std::uint32_t samples_per_account = 100'000;
  /// Members of a family, its account's holder not counted.
  std::uint32_t members_per_account = 20;
  /// Invitations to one member that wait for an answer.
  std::uint32_t invitations_per_member = 10;
  /// The same for one account that invites, and one that is invited.
  std::uint32_t invitations_per_inviter = 50;
  std::uint32_t invitations_per_invited = 100;
  /// Invitations of one account within a minute, also such that fail. 0: any number.
  std::uint32_t invitation_tries = 20;
  std::chrono::milliseconds invitation_lifetime{std::chrono::hours{14 * 24}};
  /// A longer export ends early and says so.
  std::size_t max_export_bytes = 16 * 1024 * 1024;
};

}  // namespace aurawell::net
