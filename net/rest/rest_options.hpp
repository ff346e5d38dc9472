#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {

/// What one account, and one address, may have and do over plain HTTP.
struct rest_options {
  /// Tries to sign in within a minute, right or wrong; past it 429. 0: any number.
  std::uint32_t logins_per_account = 10;
  /// The same for one address, over all accounts; registrations count too.
  std::uint32_t logins_per_address = 60;
  /// Members of a family, its account's holder not counted.
  std::uint32_t members_per_account = 20;
  /// Invitations to one member that wait for an answer.
  std::uint32_t invitations_per_member = 10;
  std::chrono::milliseconds invitation_lifetime{std::chrono::hours{14 * 24}};
  /// A longer export ends early and says so.
  std::size_t max_export_bytes = 16 * 1024 * 1024;
};

}  // namespace aurawell::net
