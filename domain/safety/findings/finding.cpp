#include "domain/safety/findings/finding.hpp"

#include <algorithm>
#include <array>

namespace aurawell::safety {

namespace {

// By finding.
constexpr std::array<std::string_view, static_cast<std::size_t>(finding::count)> names{
    "unconscious",
    "choking",
    "breathing",
    "drowning",
    "chest_pain_with_signs",
    "stroke",
    "anaphylaxis",
    "heavy_bleeding",
    "seizure",
    "strangulation",
    "poisoning",
    "carbon_monoxide",
    "self_harm",
    "violence_now",
    "infant_fever",
    "meningitis",
    "sepsis",
    "immune_fever",
    "obstetric",
    "low_sugar",
    "high_sugar",
    "head_injury",
    "spinal",
    "burn",
    "heat_or_cold",
    "eye_injury",
    "venomous_bite",
    "swallowed_danger",
    "abdomen",
    "limb",
    "testis",
    "withdrawal",
    "psychosis",
    "eating_disorder_crisis",
    "vital_signs",
    "other_emergency",
    "chest_discomfort",
    "breathlessness",
    "suicidal_hint",
    "harm_to_others",
    "violence",
    "high_fever",
    "fever_with_stiff_neck",
    "abdominal_pain",
    "head_injury_with_signs",
    "pregnancy_warning",
    "fainting",
    "severe_headache",
    "sudden_loss_of_sense",
    "confusion",
    "allergic_reaction",
    "blood_coughed_or_passed",
    "dehydration",
    "injury",
    "animal_bite",
    "swollen_leg",
    "blood_sugar",
    "blood_pressure",
    "medicine_mistake",
    "swallowed_object",
    "severe_pain",
    "infection",
    "small_burn",
    "other_urgent",
    "weight_loss",
    "blood_in_stool",
    "lump",
    "changing_mole",
    "long_symptoms",
    "low_mood",
    "panic",
    "palpitations",
    "urinary",
    "vision",
    "numbness",
    "swelling",
    "menstrual",
    "eating_disorder",
    "thirst",
    "jaundice",
    "swallowing",
    "head_bump",
    "sleep_apnoea",
    "food_poisoning",
    "other_for_doctor",
};
static_assert(!names.back().empty(), "a name for every finding");

}  // namespace

std::string_view name_of(finding which) noexcept {
  return names[static_cast<std::size_t>(which)];
}

std::optional<finding> finding_from_name(std::string_view name) noexcept {
  const auto* const at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) {
    return std::nullopt;
  }
  return static_cast<finding>(at - names.begin());
}

safety_level level_of(finding which) noexcept {
  if (which <= last_emergency) {
    return safety_level::emergency;
  }
  return which <= last_urgent ? safety_level::urgent : safety_level::see_doctor;
}

safety_level level_of(const finding_set& found) noexcept {
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      return level_of(static_cast<finding>(i));
    }
  }
  return safety_level::routine;
}

finding_set emergencies_of(const finding_set& found) noexcept {
  finding_set emergencies = found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (level_of(static_cast<finding>(i)) != safety_level::emergency) {
      emergencies.reset(i);
    }
  }
  return emergencies;
}

}  // namespace aurawell::safety
