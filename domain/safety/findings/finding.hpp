#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/safety/findings/level.hpp"

namespace aurawell::safety {

/// What the screen looks for. Emergencies come first, the most pressing first; then urgent
/// findings, then findings for a doctor.
enum class finding : unsigned char {
  unconscious,
  choking,
  breathing,
  drowning,
  chest_pain_with_signs,
  stroke,
  anaphylaxis,
  heavy_bleeding,
  seizure,
  strangulation,
  poisoning,
  carbon_monoxide,
  self_harm,
  violence_now,
  infant_fever,
  meningitis,
  sepsis,
  immune_fever,
  obstetric,
  low_sugar,
  high_sugar,
  head_injury,
  spinal,
  burn,
  heat_or_cold,
  eye_injury,
  venomous_bite,
  swallowed_danger,
  abdomen,
  limb,
  testis,
  withdrawal,
  psychosis,
  eating_disorder_crisis,
  vital_signs,
  other_emergency,  ///< grave, and no other finding fits

  chest_discomfort,
  breathlessness,
  suicidal_hint,
  harm_to_others,
  violence,
  high_fever,
  fever_with_stiff_neck,
  abdominal_pain,
  head_injury_with_signs,
  pregnancy_warning,
  fainting,
  severe_headache,
  sudden_loss_of_sense,
  confusion,
  allergic_reaction,
  blood_coughed_or_passed,
  dehydration,
  injury,
  animal_bite,
  swollen_leg,
  blood_sugar,
  blood_pressure,
  medicine_mistake,
  swallowed_object,
  severe_pain,
  infection,
  small_burn,
  other_urgent,  ///< urgent, and no other finding fits

  weight_loss,
  blood_in_stool,
  lump,
  changing_mole,
  long_symptoms,
  low_mood,
  panic,
  palpitations,
  urinary,
  vision,
  numbness,
  swelling,
  menstrual,
  eating_disorder,
  thirst,
  jaundice,
  swallowing,
  head_bump,
  sleep_apnoea,
  food_poisoning,
  other_for_doctor,  ///< a doctor should see it, and no other finding fits

  count
};

inline constexpr finding last_emergency = finding::other_emergency;
inline constexpr finding last_urgent = finding::other_urgent;

using finding_set = std::bitset<static_cast<std::size_t>(finding::count)>;

inline bool has(const finding_set& set, finding which) {
  return set[static_cast<std::size_t>(which)];
}

/// The name in the phrase tables, for example "chest_pain_with_signs".
std::string_view name_of(finding which) noexcept;

std::optional<finding> finding_from_name(std::string_view name) noexcept;

safety_level level_of(finding which) noexcept;

/// The highest level in `found`; `routine` if it is empty.
safety_level level_of(const finding_set& found) noexcept;

/// The emergencies in `found`.
finding_set emergencies_of(const finding_set& found) noexcept;

}  // namespace aurawell::safety
