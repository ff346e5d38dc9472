#include "domain/safety/answer/contradiction.hpp"

#include <array>

namespace aurawell::safety {

std::string_view name_of(contradiction which) noexcept {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(contradiction::count)>
      names{"no_need_to_call", "first_aid", "stop_medicine", "drug_dose", "method"};
  return names[static_cast<std::size_t>(which)];
}

}  // namespace aurawell::safety
