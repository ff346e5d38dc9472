#include "domain/health/fact_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/health/body_facts.hpp"
#include "domain/health/fact_words.hpp"
#include "domain/health/text_reader.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

constexpr std::size_t longest_key = 64;
constexpr std::size_t longest_value = 120;

// "profile.sleepHours" becomes "sleep_hours"; empty if it is about someone or something else.
std::string plain_key(std::string_view key) {
  constexpr std::string_view own_prefixes =
      "|profile|health_data|healthdata|health_profile|healthprofile|user|user_profile|userprofile|"
      "data|measurements|metrics|latest|today|preferences|member|";
  if (key.size() > longest_key) {
    return {};
  }
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
    const std::string prefix = "|" + folded(key.substr(0, dot)) + "|";
    if (own_prefixes.find(prefix) == std::string_view::npos) {
      return {};
    }
    key.remove_prefix(dot + 1);
  }
  std::string plain;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const bool hump = key[i] >= 'A' && key[i] <= 'Z' && i > 0 && key[i - 1] >= 'a';
    plain += hump ? "_" : "";
    plain += key[i] == '-' || key[i] == ' ' ? '_' : key[i];
  }
  return folded(plain);
}

std::optional<double> as_number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

struct number_field {
  std::string_view keys;
  void (profile_draft::*set)(double);
  double factor;
  /// Put before a text value, so that it reads like a sentence.
  std::string_view label;
};

constexpr std::array number_fields{
    number_field{"age|age_years|年龄", &profile_draft::set_age, 1, "age "},
    number_field{"height|height_cm|身高", &profile_draft::set_height, 1, "height "},
    number_field{"height_m", &profile_draft::set_height, 100, "height "},
    number_field{"weight|weight_kg|current_weight|current_weight_kg|体重",
                 &profile_draft::set_weight, 1, "weight "},
    number_field{"weight_lb|weight_lbs|weight_pounds", &profile_draft::set_weight, kg_per_pound,
                 "weight "},
    number_field{"target_weight|target_weight_kg|goal_weight|weight_goal|目标体重",
                 &profile_draft::set_target_weight, 1, "target "},
    number_field{"daily_steps_goal|steps_goal|step_goal|daily_step_goal|target_steps|步数目标",
                 &profile_draft::set_steps_goal, 1, "goal steps "},
    number_field{"sleep_goal|sleep_goal_hours|target_sleep|sleep_target|target_sleep_hours",
                 &profile_draft::set_sleep_goal, 1, "goal sleep "},
    number_field{"weekly_exercise_goal|weekly_exercise_goal_minutes|weekly_exercise_minutes_goal|"
                 "exercise_goal_minutes",
                 &profile_draft::set_exercise_goal, 1, ""},
    number_field{"sleep|sleep_hours|sleep_duration|avg_sleep|avg_sleep_hours|average_sleep|average_"
                 "sleep_hours|sleep_time|hours_of_sleep|睡眠|睡眠时长|睡眠时间",
                 &profile_draft::set_sleep, 1, "sleep "},
    number_field{"sleep_minutes|sleep_duration_minutes", &profile_draft::set_sleep, 1.0 / 60,
                 "sleep "},
    number_field{
        "steps|step_count|daily_steps|steps_today|today_steps|avg_steps|average_steps|步数",
        &profile_draft::set_steps, 1, "steps "},
    number_field{"stress|stress_level|压力", &profile_draft::set_stress, 1, "stress "},
    number_field{"resting_heart_rate|resting_hr|heart_rate|静息心率",
                 &profile_draft::set_heart_rate, 1, "resting heart rate "},
};

bool read_number_field(std::string_view key, const context_fact& fact, profile_draft& draft) {
  for (const number_field& field : number_fields) {
    if (!is_one_of(key, field.keys)) {
      continue;
    }
    if (const double* number = std::get_if<double>(&fact.value)) {
      (draft.*field.set)(*number * field.factor);
    } else if (const std::string* text = std::get_if<std::string>(&fact.value)) {
      const std::string value = folded(text->substr(0, longest_value));
      if (const auto parsed = as_number(value)) {
        (draft.*field.set)(*parsed * field.factor);
      } else if (!field.label.empty()) {
        read_text(std::string{field.label} + value, draft);
      }
    }
    return true;
  }
  return false;
}

void read_list_item(std::vector<std::string>& list, std::string_view item) {
  constexpr std::size_t longest_list = 32;
  if (list.size() < longest_list && !is_one_of(item, "|none|no|n/a|nil|无|没有|null")) {
    list.emplace_back(item);
  }
}

bool read_list_field(std::string_view key, std::string_view text, profile& values) {
  if (is_one_of(key,
                "medical_conditions|medical_condition|conditions|medical_history|diseases|chronic_"
                "diseases|chronic_conditions|health_conditions|病史|疾病")) {
    read_list_item(values.medical_conditions, text);
  } else if (is_one_of(key,
                       "dietary_restrictions|dietary_restriction|diet|diet_type|allergies|food_"
                       "allergies|dietary_preferences|dietary_preference|忌口|过敏")) {
    read_list_item(values.dietary_restrictions, text);
  } else if (is_one_of(key, "physical_limitations|physical_limitation|limitations|injuries|伤病")) {
    read_list_item(values.physical_limitations, text);
  } else {
    return false;
  }
  return true;
}

void read_clock_fact(std::string_view key, std::string_view text, profile_draft& draft) {
  if (is_one_of(key, "wake_time|wake_up_time|wakeup_time|起床时间")) {
    read_text("wake up at " + std::string{text}, draft);
  } else if (is_one_of(key, "bed_time|bedtime|sleep_start|入睡时间")) {
    read_text("bedtime " + std::string{text}, draft);
  } else if (is_one_of(key, "blood_pressure|bp|血压")) {
    read_text("bp " + std::string{text}, draft);
  }
}

// Two facts that only mean something together.
struct pressure_pair {
  std::optional<double> systolic;
  std::optional<double> diastolic;
};

void read_fact(const context_fact& fact, profile_draft& draft, pressure_pair& pressure) {
  const std::string key = plain_key(fact.key);
  if (key.empty()) {
    return;
  }
  if (const double* number = std::get_if<double>(&fact.value)) {
    if (is_one_of(key, "systolic|systolic_bp|blood_pressure_systolic")) {
      pressure.systolic = *number;
    } else if (is_one_of(key, "diastolic|diastolic_bp|blood_pressure_diastolic")) {
      pressure.diastolic = *number;
    }
  }
  if (const bool* flag = std::get_if<bool>(&fact.value)) {
    if (*flag) {  // "pregnant": true
      read_list_item(draft.values.medical_conditions, key);
    }
    return;
  }
  if (const std::string* text = std::get_if<std::string>(&fact.value)) {
    std::string value = folded(text->substr(0, longest_value));
    std::replace(value.begin(), value.end(), '_', ' ');
    const bool known = read_list_field(key, value, draft.values);
    if (!known && read_word_field(key, value, draft.values) &&
        key.find("stress") == std::string_view::npos) {
      return;
    }
    read_clock_fact(key, value, draft);
  }
  read_number_field(key, fact, draft);
}

}  // namespace

void read_facts(const std::vector<context_fact>& facts, profile_draft& draft) {
  pressure_pair pressure;
  const std::size_t count = std::min(facts.size(), most_facts);
  // The age first: it decides which weights are possible.
  for (std::size_t i = 0; i < count; ++i) {
    if (is_one_of(plain_key(facts[i].key), "age|age_years|年龄")) {
      read_fact(facts[i], draft, pressure);
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    read_fact(facts[i], draft, pressure);
  }
  if (pressure.systolic && pressure.diastolic) {
    draft.set_pressure(*pressure.systolic, *pressure.diastolic);
  }
}

}  // namespace aurawell::health
