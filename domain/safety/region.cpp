#include "domain/safety/region.hpp"

#include <array>
#include <string>
#include <utility>
#include <variant>

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

region region_for(const std::vector<context_fact>& context, region set, language lang) noexcept {
  for (const context_fact& fact : context) {
    const auto* const code = std::get_if<std::string>(&fact.value);
    if (fact.key == "region" && code != nullptr) {
      if (const auto told = region_from_string(*code)) {
        return *told;
      }
    }
  }
  return set != region::unknown ? set : default_region(lang);
}

}  // namespace aurawell::safety
