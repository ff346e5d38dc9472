#pragma once

#include <optional>
#include <string_view>

namespace aurawell {

/// How soon a person who says such a thing should be seen, mildest first.
enum class safety_level : unsigned char { routine, see_doctor, urgent, emergency };

/// "routine", "see_doctor", "urgent", "emergency": as clients read it.
std::string_view to_string(safety_level level) noexcept;

std::optional<safety_level> safety_level_from_string(std::string_view text) noexcept;

}  // namespace aurawell
