#include "domain/safety/region.hpp"

#include <array>
#include <utility>

namespace aurawell::safety {

std::optional<region> region_from_string(std::string_view code) noexcept {
  constexpr std::array<std::pair<std::string_view, region>, 3> codes{
      {{"cn", region::china}, {"us", region::united_states}, {"eu", region::european_union}}};
  for (const auto& [name, where] : codes) {
    const bool same =
        code.size() == name.size() && (code[0] | 0x20) == name[0] && (code[1] | 0x20) == name[1];
    if (same) {
      return where;
    }
  }
  return std::nullopt;
}

region default_region(language lang) noexcept {
  return lang == language::zh ? region::china : region::unknown;
}

}  // namespace aurawell::safety
