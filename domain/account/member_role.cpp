#include "domain/account/member_role.hpp"

#include <array>
#include <utility>

namespace aurawell {
namespace {

constexpr std::array<std::pair<member_role, std::string_view>, 3> names{{
    {member_role::owner, "owner"},
    {member_role::manager, "manager"},
    {member_role::viewer, "viewer"},
}};

}  // namespace

std::string_view to_string(member_role role) noexcept {
  return names.at(static_cast<std::size_t>(role)).second;
}

std::optional<member_role> member_role_from_string(std::string_view text) noexcept {
  for (const auto& [role, name] : names) {
    if (name == text) {
      return role;
    }
  }
  return std::nullopt;
}

}  // namespace aurawell
