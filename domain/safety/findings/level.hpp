#pragma once

#include <optional>
#include <string_view>

namespace aurawell {

/// How soon a person with a finding needs help, mildest first.
enum class safety_level : unsigned char { routine, see_doctor, urgent, emergency };

/// The name in the protocol: "routine", "see_doctor", "urgent", "emergency".
std::string_view to_string(safety_level level) noexcept;

std::optional<safety_level> safety_level_from_string(std::string_view text) noexcept;

}  // namespace aurawell
