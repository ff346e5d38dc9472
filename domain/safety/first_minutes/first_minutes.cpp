#include "domain/safety/first_minutes/first_minutes.hpp"

#include <cassert>
#include <cstddef>
#include <span>

#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::size_t emergencies = static_cast<std::size_t>(last_emergency) + 1;

using row_by_finding = std::array<const first_minutes*, emergencies>;

row_by_finding all_rows() noexcept {
  row_by_finding rows{};
  for (const auto group :
       {airway_minutes(), heart_and_brain_minutes(), injury_minutes(), poison_minutes(),
        infection_minutes(), whole_body_minutes(), belly_minutes(), mind_minutes()}) {
    for (const first_minutes& row : group) {
      const first_minutes*& place = rows[static_cast<std::size_t>(row.which)];
      assert(place == nullptr);
      place = &row;
    }
  }
  return rows;
}

}  // namespace

const first_minutes& first_minutes_for(finding which) noexcept {
  static const row_by_finding rows = all_rows();
  const auto* const row = rows[static_cast<std::size_t>(which)];
  assert(row != nullptr);
  return *row;
}

}  // namespace aurawell::safety
