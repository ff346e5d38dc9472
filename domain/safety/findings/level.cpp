#include "domain/safety/findings/level.hpp"

#include <array>
#include <cstddef>

namespace aurawell {

namespace {

constexpr std::array<std::string_view, 4> names{"routine", "see_doctor", "urgent", "emergency"};

}  // namespace

std::string_view to_string(safety_level level) noexcept {
  return names[static_cast<std::size_t>(level)];
}

std::optional<safety_level> safety_level_from_string(std::string_view text) noexcept {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) {
      return static_cast<safety_level>(i);
    }
  }
  return std::nullopt;
}

}  // namespace aurawell
