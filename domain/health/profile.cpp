#include "domain/health/profile.hpp"

#include <algorithm>

namespace aurawell::health {

namespace {

constexpr std::size_t longest_list = 32;

template <class T>
void fill(std::optional<T>& newer, const std::optional<T>& older) {
  if (!newer) {
    newer = older;
  }
}

void join(std::vector<std::string>& into, const std::vector<std::string>& more) {
  for (const std::string& item : more) {
    if (into.size() < longest_list && std::find(into.begin(), into.end(), item) == into.end()) {
      into.push_back(item);
    }
  }
}

}  // namespace

void fill_missing(profile& newer, const profile& older) {
  fill(newer.age_years, older.age_years);
  fill(newer.sex, older.sex);
  fill(newer.height_cm, older.height_cm);
  fill(newer.weight_kg, older.weight_kg);
  fill(newer.activity, older.activity);
  fill(newer.goal, older.goal);
  fill(newer.target_weight_kg, older.target_weight_kg);
  fill(newer.daily_steps_goal, older.daily_steps_goal);
  fill(newer.sleep_goal_hours, older.sleep_goal_hours);
  fill(newer.weekly_exercise_goal_minutes, older.weekly_exercise_goal_minutes);
  fill(newer.units, older.units);
  fill(newer.style, older.style);
  fill(newer.sleep_hours, older.sleep_hours);
  fill(newer.steps, older.steps);
  fill(newer.mood, older.mood);
  fill(newer.stress_level, older.stress_level);
  fill(newer.resting_heart_rate, older.resting_heart_rate);
  fill(newer.pressure, older.pressure);
  fill(newer.bedtime, older.bedtime);
  fill(newer.wake_time, older.wake_time);
  join(newer.dietary_restrictions, older.dietary_restrictions);
  join(newer.physical_limitations, older.physical_limitations);
  join(newer.medical_conditions, older.medical_conditions);
}

}  // namespace aurawell::health
