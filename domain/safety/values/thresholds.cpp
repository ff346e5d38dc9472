#include "domain/safety/values/thresholds.hpp"

#include <array>

#include "domain/safety/values/dose_limits.hpp"

namespace aurawell::safety {

namespace {

enum class bound : unsigned char { at_most, at_least };

/// Ages that a threshold requires.
enum class ages : unsigned char { any, not_child, grown_up };

struct threshold {
  quantity measured;
  bound side;
  double limit;
  double from_years;
  double to_years;
  finding which;
  ages applies_to = ages::any;
  fact needs = fact::count;
  fact unless = fact::count;
};

constexpr double ever = 200;
constexpr double month = 1 / 12.0;
using enum bound;

// NEWS2: National Early Warning Score 2, Royal College of Physicians 2017; a value of three
// points. NG51: NICE guideline on sepsis, tables of high risk by age. NG143: NICE, fever in
// under 5s. PALS: American Heart Association, Pediatric Advanced Life Support.
constexpr auto rows = std::to_array<threshold>({
    // NEWS2, scale 1; BTS guideline for oxygen 2017; WHO: children below 92 are hypoxic.
    {quantity::oxygen, at_most, 91, 0, ever, finding::vital_signs, ages::any, fact::count,
     fact::lung_disease},
    // NEWS2, scale 1: 92 and 93 score two points.
    {quantity::oxygen, at_most, 93, 0, ever, finding::breathlessness, ages::any, fact::count,
     fact::lung_disease},
    // NEWS2, scale 2, for known hypercapnic failure: 83 or less three points, 84 to 87 one and
    // two; the target is 88 to 92 (BTS).
    {quantity::oxygen, at_most, 87, 0, ever, finding::vital_signs, ages::any, fact::lung_disease},
    {quantity::oxygen, at_most, 92, 0, ever, finding::breathlessness, ages::any,
     fact::lung_disease},

    // NEWS2.
    {quantity::pulse, at_least, 131, 12, ever, finding::vital_signs},
    {quantity::pulse, at_most, 40, 5, ever, finding::vital_signs, ages::any, fact::count,
     fact::athlete},
    // PALS: supraventricular tachycardia is probable.
    {quantity::pulse, at_least, 220, 0, 1, finding::vital_signs},
    {quantity::pulse, at_least, 180, 1, 12, finding::vital_signs},
    // NG51: below 60 under 5 years.
    {quantity::pulse, at_most, 59, 0, 5, finding::vital_signs},

    // NEWS2.
    {quantity::breaths, at_least, 25, 12, ever, finding::vital_signs},
    {quantity::breaths, at_most, 8, 1, ever, finding::vital_signs},
    // NG51, by age; WHO: 60 or more under two months.
    {quantity::breaths, at_least, 60, 0, 1, finding::vital_signs},
    {quantity::breaths, at_least, 50, 1, 3, finding::vital_signs},
    {quantity::breaths, at_least, 40, 3, 5, finding::vital_signs},
    {quantity::breaths, at_least, 29, 5, 6, finding::vital_signs},
    {quantity::breaths, at_least, 27, 6, 8, finding::vital_signs},
    {quantity::breaths, at_least, 25, 8, 12, finding::vital_signs},

    // NEWS2; PALS: hypotension by age.
    {quantity::systolic, at_most, 90, 12, ever, finding::vital_signs},
    {quantity::systolic, at_most, 79, 5, 12, finding::vital_signs},
    {quantity::systolic, at_most, 69, month, 5, finding::vital_signs},
    {quantity::systolic, at_most, 59, 0, month, finding::vital_signs},
    // A hypertensive crisis by the value alone; NICE NG136 and the Chinese guideline of 2023
    // require assessment of 180 and more on the same day.
    {quantity::systolic, at_least, 200, 12, ever, finding::vital_signs},
    {quantity::systolic, at_least, 180, 12, ever, finding::blood_pressure},
    {quantity::diastolic, at_least, 110, 12, ever, finding::blood_pressure},

    // NEWS2: 35.0 or less.
    {quantity::temperature, at_most, 35, 0, ever, finding::vital_signs},
    // WHO, possible serious bacterial infection of the young infant: below 35.5.
    {quantity::temperature, at_most, 35.49, 0, 2 * month, finding::vital_signs},
    // Above 41 the organs are harmed (超高热, 诊断学).
    {quantity::temperature, at_least, 41, 0, ever, finding::vital_signs},
    {quantity::temperature, at_least, 40.5, 0, ever, finding::vital_signs, ages::not_child},
    {quantity::temperature, at_least, 40, 16, ever, finding::vital_signs, ages::grown_up},
    // NG143: 39 or more under six months; Mayo Clinic: 39.4 (103 °F) for adults.
    {quantity::temperature, at_least, 39, 0, 6 * month, finding::high_fever},
    {quantity::temperature, at_least, 39.4, 0, ever, finding::high_fever},

    // ADA Standards of Care: level 2 is below 3.0 mmol/L (54 mg/dL), level 1 below 3.9 (70).
    {quantity::glucose, at_most, 2.996, month, ever, finding::low_sugar},
    {quantity::glucose, at_most, 3.89, month, ever, finding::blood_sugar},
    // AAP 2011: newborns below 2.5 (45 mg/dL).
    {quantity::glucose, at_most, 2.49, 0, month, finding::low_sugar},
    // JBDS: hyperosmolar state from 30; ADA: above 16.7 (300 mg/dL) see a doctor.
    {quantity::glucose, at_least, 29.9, 0, ever, finding::high_sugar},
    {quantity::glucose, at_least, 16.7, 0, ever, finding::blood_sugar},
    // JBDS and ADA: ketoacidosis from 3.0 mmol/L; 1.5 is a risk of it.
    {quantity::ketones, at_least, 3, 0, ever, finding::high_sugar},
    {quantity::ketones, at_least, 1.5, 0, ever, finding::blood_sugar},

    // ILAE 2015: status epilepticus is treated from five minutes.
    {quantity::seizure, at_least, 5, 0, ever, finding::seizure},
    // Fainting ends within a minute (ESC syncope guideline 2018).
    {quantity::unconscious, at_least, 1, 0, ever, finding::unconscious},
    // UK Sepsis Trust: no urine or wet nappy for 12 hours in a child, 18 in an adult.
    {quantity::no_urine, at_least, 12, 0, 12, finding::vital_signs},
    {quantity::no_urine, at_least, 18, 0, ever, finding::dehydration},
    // WHO: a young infant who does not feed; NHS: dehydration.
    {quantity::no_drink, at_least, 8, 0, 2 * month, finding::vital_signs},
    {quantity::no_drink, at_least, 12, 0, 5, finding::dehydration},
    {quantity::no_drink, at_least, 24, 0, ever, finding::dehydration},
    // NICE CG32: ten days without food is a high risk of refeeding problems.
    {quantity::no_food, at_least, 240, 0, ever, finding::eating_disorder_crisis},
    // RCOG 57 and 孕前和孕期保健指南 2018: movements that stop are an emergency of that day.
    {quantity::no_foetal_movement, at_least, 12, 0, ever, finding::obstetric, ages::any,
     fact::pregnant},
    {quantity::no_foetal_movement, at_least, 2, 0, ever, finding::pregnancy_warning, ages::any,
     fact::pregnant},
});

struct joint_rule {
  std::array<fact, 3> facts;  ///< unused entries are `count`
  finding which;
};

constexpr auto joint_rules = std::to_array<joint_rule>({
    // NICE CG151: 38.0 or more on chemotherapy is neutropenic sepsis until shown otherwise.
    {{fact::fever, fact::weak_defence, fact::count}, finding::immune_fever},
    {{fact::fever_38, fact::weak_defence, fact::count}, finding::immune_fever},
    // ACOG 767, NICE NG133: 160/110 is treated within the hour, also after birth.
    {{fact::pressure_160, fact::pregnant, fact::count}, finding::obstetric},
    {{fact::pressure_160, fact::gave_birth, fact::count}, finding::obstetric},
    // ACOG 222: 140/90 with severe features.
    {{fact::pressure_140, fact::pregnant, fact::pressure_sign}, finding::obstetric},
    {{fact::pressure_140, fact::gave_birth, fact::pressure_sign}, finding::obstetric},
    {{fact::pressure_140, fact::pregnant, fact::count}, finding::pregnancy_warning},
    // RCOG 64: sepsis in and after pregnancy.
    {{fact::fever_38, fact::pregnant, fact::count}, finding::pregnancy_warning},
    {{fact::fever_38, fact::gave_birth, fact::count}, finding::pregnancy_warning},
    // AHA: above 180/120 with signs of harmed organs.
    {{fact::pressure_180, fact::pressure_sign, fact::count}, finding::vital_signs},
    // ADA: above 20 with vomiting, drowsiness or deep breaths.
    {{fact::sugar_20, fact::sugar_sign, fact::count}, finding::high_sugar},
});

constexpr double days_in_year = 365.25;

bool holds(const known_person& known, fact which) {
  return which == fact::count || has(known.facts, which);
}

bool is_reached(const threshold& row, const measurement& value) {
  return row.side == at_least ? value.low >= row.limit : value.high <= row.limit;
}

bool is_for(const threshold& row, const measurement& value, const known_person& known,
            double years) {
  const bool child = value.subject == person::child || years < 16;
  const bool grown_up = !child && (value.subject != person::unknown || known.age_days);
  const bool is_age_right =
      row.applies_to == ages::any || (row.applies_to == ages::not_child ? !child : grown_up);
  const bool barred = row.unless != fact::count && has(known.facts, row.unless);
  return is_age_right && !barred && holds(known, row.needs) && years >= row.from_years &&
         years < row.to_years;
}

finding_set at_age(const measurement& value, const known_person& known, double years) {
  finding_set found;
  for (const threshold& row : rows) {
    if (row.measured == value.measured && is_for(row, value, known, years) &&
        is_reached(row, value)) {
      found.set(static_cast<std::size_t>(row.which));
    }
  }
  return found;
}

}  // namespace

finding_set proved_by_value(const measurement& value, const known_person& known) {
  if (value.measured == quantity::drug_mass || value.measured == quantity::drug_pieces) {
    return proved_by_dose(value, known);
  }
  if (known.age_days) {
    return at_age(value, known, *known.age_days / days_in_year);
  }
  if (has(known.facts, fact::newborn) && value.subject != person::self &&
      value.subject != person::adult) {
    constexpr double six_weeks = 0.12;
    return at_age(value, known, six_weeks);
  }
  if (value.subject == person::child) {  // of whatever age
    finding_set found = at_age(value, known, 0.5);
    for (const double years : {1.5, 3.5, 5.5, 9.0}) {
      found &= at_age(value, known, years);
    }
    return found;
  }
  constexpr double adult = 40;
  return at_age(value, known, adult);
}

finding_set proved_together(const known_person& known, person subject) {
  finding_set found;
  for (const joint_rule& rule : joint_rules) {
    if (holds(known, rule.facts[0]) && holds(known, rule.facts[1]) && holds(known, rule.facts[2])) {
      found.set(static_cast<std::size_t>(rule.which));
    }
  }
  // NG143, AAP 2021: 38.0 or more under three months.
  constexpr int young_days = 91;
  const bool young =
      has(known.facts, fact::newborn) || (known.age_days && *known.age_days < young_days);
  if (young && (has(known.facts, fact::fever) || has(known.facts, fact::fever_38))) {
    found.set(static_cast<std::size_t>(finding::infant_fever));
  }
  return found | proved_by_doses(known, subject);
}

}  // namespace aurawell::safety
