#include "domain/safety/values/read_values.hpp"

#include <vector>

#include "domain/safety/values/facts_reader.hpp"
#include "domain/safety/values/measurement.hpp"
#include "domain/safety/values/thresholds.hpp"
#include "domain/safety/words/token_view.hpp"

namespace aurawell::safety {

namespace {

constexpr person everyone[] = {person::unknown, person::self, person::adult, person::child};

constexpr int end_of_childhood = 13;

// Returns all facts that may apply to `subject`. The stored age is that of the person whom the
// question is about, a child or an adult; an age in the text has priority.
known_person known_with_age(const known_state& state, person subject,
                            std::optional<int> age_years) {
  known_person known = all_known_of(state, subject);
  if (!known.age_days && age_years) {
    const bool child = *age_years < 18;
    const bool anybody = subject == person::unknown || subject == person::self;
    const bool told = child && state.of(person::child).age_days;
    if (!told && (anybody || child == (subject == person::child))) {
      known.age_days = static_cast<int>(*age_years * 365.25);
    }
  }
  return known;
}

finding_set proved_together_by(const known_state& state, std::optional<int> age_years) {
  finding_set found;
  for (const person subject : everyone) {
    if (state.of(subject) != known_person{}) {
      found |= proved_together(known_with_age(state, subject, age_years), subject);
    }
  }
  return found;
}

bool may_prove(const measurement& value) {
  const bool usual = value.context == circumstance::habit && value.measured == quantity::systolic &&
                     value.low > 100;
  return value.subject != person::animal && (value.context == circumstance::stated || usual);
}

}  // namespace

value_findings read_values(std::string_view phrase_text, std::optional<int> age_years,
                           const known_state& earlier) {
  const token_view words{phrase_text};
  const std::vector<measurement> values = measurements_of(words);
  const bool child =
      (age_years && *age_years < end_of_childhood) || earlier.of(person::child) != known_person{};
  const known_state told = facts_in(words, values, child);
  value_findings result{{}, merged(earlier, told)};
  for (const measurement& each : values) {
    if (may_prove(each)) {
      result.found |= proved_by_value(each, known_with_age(result.known, each.subject, age_years));
    }
  }
  result.found |= proved_together_by(told, age_years);
  result.found |=
      proved_together_by(result.known, age_years) & ~proved_together_by(earlier, age_years);
  return result;
}

}  // namespace aurawell::safety
