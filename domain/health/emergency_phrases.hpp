#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// What cannot wait for advice, most pressing first.
enum class emergency : unsigned char {
  unconscious,
  heart,
  breathing,
  stroke,
  allergy,
  bleeding,
  seizure,
  poisoning,
  self_harm,
  infant_fever,
  count
};

using emergency_set = std::bitset<static_cast<std::size_t>(emergency::count)>;

/// What a folded text clearly describes. Errs towards finding one; a denied sign ("no
/// chest pain") is none. `age_years` is that of the person asked for.
emergency_set emergencies_in(std::string_view folded_text, std::optional<int> age_years);

/// What to do now and whom to call, for the two most pressing ones.
void write_emergencies(advice_text& out, const emergency_set& found);

/// One line after an emergency in an earlier question of the same conversation.
void write_emergency_reminder(advice_text& out, const emergency_set& earlier);

}  // namespace aurawell::health
