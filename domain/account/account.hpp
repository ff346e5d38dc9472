#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/account/member_role.hpp"
#include "domain/health/profile.hpp"
#include "domain/ids.hpp"
#include "domain/wall_time.hpp"

namespace aurawell {

/// Somebody who has registered here. Who comes with a token of another issuer has no
/// account record, and may have everything else.
struct account {
  user_id user;
  /// Both are compared without regard to ASCII case; each belongs to one account.
  std::string username;
  std::string email;
  /// As the password hasher wrote it; never the password.
  std::string password_hash;
  wall_time created_at;
};

/// Names a member. The holder of an account is a member too, named as the account is:
/// `member.value == owner.value`. Ids that clients chose are unique within one account
/// only.
struct member_key {
  user_id owner;
  member_id member;

  bool is_holder() const noexcept { return owner.value == member.value; }
  bool operator==(const member_key&) const = default;
};

struct family_member {
  member_key key;
  std::string name;
  /// The person's own word: "mother", "儿子"; may be empty.
  std::string relation;
  wall_time created_at;
};

/// A member as one account may use it.
struct member_access {
  family_member member;
  member_role role = member_role::owner;
};

/// Another account's access to a member.
struct member_grant {
  member_key member;
  user_id to;
  /// `to`'s name at this service; empty when it has none.
  std::string username;
  member_role role = member_role::viewer;
  wall_time since;
};

/// An access that waits for the other's consent.
struct member_invitation {
  std::string id;
  member_key member;
  std::string member_name;
  std::string from_username;
  user_id to;
  member_role role = member_role::viewer;
  wall_time created_at;
  /// Afterwards it is as if it had never been.
  wall_time expires_at;
};

/// Invitations that wait: of one account, and to another one.
struct invitation_counts {
  std::size_t from = 0;
  std::size_t to = 0;
};

struct stored_profile {
  health::profile values;
  /// Nothing: never saved.
  std::optional<wall_time> updated_at;
};

enum class sample_kind : unsigned char {
  steps,
  sleep_minutes,
  weight_kg,
  heart_rate,
  systolic_mmhg,
  diastolic_mmhg,
  /// 1 (very low) to 5 (very good).
  mood
};

std::string_view to_string(sample_kind kind) noexcept;
std::optional<sample_kind> sample_kind_from_string(std::string_view text) noexcept;
/// "steps", "min", "kg", "bpm", "mmHg", "1-5".
std::string_view unit_of(sample_kind kind) noexcept;
/// What a measurement of this kind can be.
health::bounds<double> range_of(sample_kind kind) noexcept;

/// One measurement. Sent again with the same member, kind, time and source, the newer
/// value counts.
struct health_sample {
  sample_kind kind = sample_kind::steps;
  double value = 0;
  wall_time at;
  /// "watch", "scale", "manual"; up to 64 bytes.
  std::string source;

  bool operator==(const health_sample&) const = default;
};

/// A login to this service, as its owner sees it.
struct account_login {
  /// As in its tokens and in `revoked_login`.
  std::string login;
  user_id user;
  wall_time created_at;
  /// When it was last given a token.
  wall_time used_at;
  /// Kind of program and system, "Firefox, Linux"; empty when unknown.
  std::string client;
  /// Where it was used last, as a network: "203.0.113.0/24"; empty when unknown.
  std::string network;
};

/// Lets its account set a new password, once. The code itself is kept nowhere.
struct reset_code {
  user_id user;
  std::string hash;
  wall_time expires_at;
};

/// Tokens that count no more: all of one login, or one token of an issuer that names no
/// logins.
struct revoked_login {
  /// As `login`: all that the user has. No token can belong to it.
  static constexpr std::string_view every_login = "*";
  /// How long it is kept that every login has ended: tokens of other issuers may last much
  /// longer than this service's. One row for each user.
  static constexpr std::chrono::hours every_login_kept{10 * 365 * 24};

  std::string login;
  user_id user;
  /// The last of its tokens has expired by then.
  wall_time until;
  /// Of every login, only those that began before this, in whole seconds, and not `spared`;
  /// nothing: all.
  std::optional<wall_time> began_before{};
  std::string spared{};
};

/// Somebody used another account's member, or did what an account's holder wants to know of.
struct audit_entry {
  wall_time at;
  user_id actor;
  member_key member;
  /// "ask", "read_profile", "edit_profile", "read_conversations", "remove_conversation", …,
  /// "invite", "end_access", …, and of an account itself "sign_in", "sign_out",
  /// "end_login", "change_password", "reset_password", "export", …
  std::string action;
};

}  // namespace aurawell
