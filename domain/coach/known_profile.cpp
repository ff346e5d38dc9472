#include "domain/coach/known_profile.hpp"

#include <array>
#include <chrono>
#include <cstddef>

#include "domain/coach/assessment.hpp"
#include "domain/health/profile_draft.hpp"

namespace aurawell::health {

namespace {

constexpr std::chrono::hours day{24};
constexpr std::chrono::hours clock_skew{1};

struct freshness {
  sample_kind kind;
  std::chrono::hours longest;
};

// How long a measurement remains valid.
constexpr std::array<freshness, 7> shelf_lives{{
    {sample_kind::steps, 2 * day},
    {sample_kind::sleep_minutes, 2 * day},
    {sample_kind::weight_kg, 90 * day},
    {sample_kind::heart_rate, std::chrono::hours{0}},
    {sample_kind::systolic_mmhg, 30 * day},
    {sample_kind::diastolic_mmhg, 30 * day},
    {sample_kind::mood, 2 * day},
}};

const health_sample* newest(const std::vector<health_sample>& samples, sample_kind kind,
                            wall_time now) {
  const std::chrono::hours longest = shelf_lives.at(static_cast<std::size_t>(kind)).longest;
  const health_sample* found = nullptr;
  for (const health_sample& sample : samples) {
    const bool counts = sample.kind == kind && range_of(kind).holds(sample.value) &&
                        sample.at <= now + clock_skew && now - sample.at <= longest;
    if (counts && (found == nullptr || sample.at > found->at)) {
      found = &sample;
    }
  }
  return found;
}

std::optional<mood_state> mood_of(double one_to_five) {
  if (one_to_five <= 2) {
    return mood_state::low;
  }
  return one_to_five >= 4 ? std::optional{mood_state::good} : std::nullopt;
}

}  // namespace

profile known_profile(const stored_profile& stored, const std::vector<health_sample>& samples,
                      wall_time now, bool managed) {
  profile_draft measured{managed};
  measured.values.age_years = stored.values.age_years;
  const auto* const weight = newest(samples, sample_kind::weight_kg, now);
  const bool told = stored.values.weight_kg.has_value();
  if (weight != nullptr && (!told || !stored.updated_at || weight->at > *stored.updated_at)) {
    measured.set_weight(weight->value);
  }
  if (const auto* const steps = newest(samples, sample_kind::steps, now)) {
    measured.set_steps(steps->value);
  }
  if (const auto* const slept = newest(samples, sample_kind::sleep_minutes, now)) {
    measured.set_sleep(slept->value / 60);
  }
  const auto* const systolic = newest(samples, sample_kind::systolic_mmhg, now);
  const auto* const diastolic = newest(samples, sample_kind::diastolic_mmhg, now);
  if (systolic != nullptr && diastolic != nullptr && systolic->at == diastolic->at) {
    measured.set_pressure(systolic->value, diastolic->value);
  }
  if (const auto* const mood = newest(samples, sample_kind::mood, now)) {
    measured.values.mood = mood_of(mood->value);
  }
  fill_missing(measured.values, stored.values);
  return measured.values;
}

profile known_in_general_chat(const profile& known) {
  profile left;
  if (known.age_years && *known.age_years < adult_age) {
    left.age_years = known.age_years;
  }
  return left;
}

}  // namespace aurawell::health
