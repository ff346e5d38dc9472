#pragma once

#include <optional>
#include <string_view>

namespace aurawell {

/// What an account may do for a member of a family.
///   owner    everything, sharing and removing included
///   manager  ask for the member, read and edit what is known of it
///   viewer   read, and nothing else
enum class member_role : unsigned char { owner, manager, viewer };

std::string_view to_string(member_role role) noexcept;
std::optional<member_role> member_role_from_string(std::string_view text) noexcept;

/// To ask questions as this member and to change its data.
constexpr bool may_act(member_role role) noexcept {
  return role != member_role::viewer;
}

/// To invite others, take their access away and remove the member.
constexpr bool may_share(member_role role) noexcept {
  return role == member_role::owner;
}

}  // namespace aurawell
