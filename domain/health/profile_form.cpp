#include "domain/health/profile_form.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/health/profile_words.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::health {

namespace {

constexpr std::size_t most_list_items = 32;
constexpr std::size_t longest_item_characters = 100;

std::string number_text(double value) {
  return std::to_string(static_cast<long>(value));
}

error outside(std::string_view field, const std::string& allowed) {
  return {ec::out_of_range, std::string{field} + " must be " + allowed};
}

std::optional<error> read_number(const context_fact& fact, bounds<double> range, bool whole,
                                 double& into) {
  const double* const given = std::get_if<double>(&fact.value);
  const bool right =
      given != nullptr && range.holds(*given) && (!whole || std::floor(*given) == *given);
  if (!right) {
    return outside(fact.key, std::string{whole ? "a whole number" : "a number"} + " from " +
                                 number_text(range.low) + " to " + number_text(range.high));
  }
  into = *given;
  return std::nullopt;
}

struct number_row {
  std::string_view key;
  bounds<double> range;
  bounds<double> managed_range;
  bool whole;
  void (*take)(profile&, double);
};

constexpr std::array number_rows{
    number_row{"age", limits::age_years, limits::member_age_years, true,
               [](profile& user, double value) { user.age_years = static_cast<int>(value); }},
    number_row{"height_cm", limits::height_cm, limits::height_cm, false,
               [](profile& user, double value) { user.height_cm = value; }},
    number_row{"weight_kg", limits::weight_kg, limits::member_weight_kg, false,
               [](profile& user, double value) { user.weight_kg = value; }},
    number_row{
        "daily_steps_goal", limits::steps_goal, limits::steps_goal, true,
        [](profile& user, double value) { user.daily_steps_goal = static_cast<int>(value); }},
    number_row{"sleep_hours", limits::sleep_hours, limits::sleep_hours, false,
               [](profile& user, double value) { user.sleep_hours = value; }},
    number_row{"sleep_goal_hours", limits::sleep_goal_hours, limits::sleep_goal_hours, false,
               [](profile& user, double value) { user.sleep_goal_hours = value; }},
    number_row{"weekly_exercise_goal_minutes", limits::weekly_exercise_minutes,
               limits::weekly_exercise_minutes, true,
               [](profile& user, double value) {
                 user.weekly_exercise_goal_minutes = static_cast<int>(value);
               }},
};

template <class Enum, std::size_t N>
std::optional<error> read_word(const context_fact& fact,
                               const std::array<std::string_view, N>& known,
                               std::optional<Enum>& into) {
  std::string allowed;
  const std::string* const given = std::get_if<std::string>(&fact.value);
  for (std::size_t i = 0; i < N; ++i) {
    if (given != nullptr && *given == known[i]) {
      into = static_cast<Enum>(i);
      return std::nullopt;
    }
    allowed += (i == 0 ? "" : i + 1 == N ? " or " : ", ") + std::string{known[i]};
  }
  return outside(fact.key, allowed);
}

std::optional<error> read_item(const context_fact& fact, std::vector<std::string>& into) {
  const std::string* const given = std::get_if<std::string>(&fact.value);
  const bool right = given != nullptr && !given->empty() &&
                     count_code_points(*given) <= longest_item_characters &&
                     into.size() < most_list_items;
  if (!right) {
    return outside(fact.key, "at most " + std::to_string(most_list_items) + " texts of 1 to " +
                                 std::to_string(longest_item_characters) + " characters");
  }
  into.push_back(*given);
  return std::nullopt;
}

std::vector<std::string>* list_named(std::string_view key, profile& values) {
  if (key == "dietary_restrictions") {
    return &values.dietary_restrictions;
  }
  if (key == "physical_limitations") {
    return &values.physical_limitations;
  }
  return key == "medical_conditions" ? &values.medical_conditions : nullptr;
}

std::optional<error> read_field(const context_fact& fact, bool managed, profile& values) {
  for (const number_row& row : number_rows) {
    if (fact.key == row.key) {
      double value = 0;
      auto problem = read_number(fact, managed ? row.managed_range : row.range, row.whole, value);
      if (!problem) {
        row.take(values, value);
      }
      return problem;
    }
  }
  if (fact.key == "gender") {
    return read_word(fact, words::gender, values.sex);
  }
  if (fact.key == "activity_level") {
    return read_word(fact, words::activity, values.activity);
  }
  if (fact.key == "goal") {
    return read_word(fact, words::goal, values.goal);
  }
  if (fact.key == "units") {
    return read_word(fact, words::units, values.units);
  }
  if (fact.key == "communication_style") {
    return read_word(fact, words::style, values.style);
  }
  if (auto* const list = list_named(fact.key, values)) {
    return read_item(fact, *list);
  }
  return error{ec::invalid_input, "a profile has no field of this name"};
}

}  // namespace

profile_form read_profile_form(const std::vector<context_fact>& fields, bool managed) {
  profile_form form;
  for (const context_fact& fact : fields) {
    if (auto problem = read_field(fact, managed, form.values)) {
      form.problems.push_back(*std::move(problem));
    }
  }
  return form;
}

field_kind kind_of_field(std::string_view key) {
  profile unused;
  if (list_named(key, unused) != nullptr) {
    return field_kind::list;
  }
  // No field takes a flag.
  const auto problem = read_field({std::string{key}, false}, true, unused);
  return problem && problem->code == ec::invalid_input ? field_kind::none : field_kind::one_value;
}

}  // namespace aurawell::health
