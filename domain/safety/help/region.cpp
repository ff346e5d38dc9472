#include "domain/safety/help/region.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <variant>

namespace aurawell::safety {

namespace {

// In the order of `region`, without `unknown`.
constexpr std::array<std::string_view, 3> codes{"CN", "US", "EU"};

constexpr char upper(char letter) noexcept {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

std::string_view to_string(region value) noexcept {
  return value == region::unknown ? std::string_view{} : codes[static_cast<std::size_t>(value) - 1];
}

std::optional<region> region_from_string(std::string_view code) noexcept {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (code.size() == 2 && upper(code[0]) == codes[i][0] && upper(code[1]) == codes[i][1]) {
      return static_cast<region>(i + 1);
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
