#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace aurawell::health {

enum class gender : unsigned char { male, female, other };

enum class activity_level : unsigned char {
  sedentary,
  lightly_active,
  moderately_active,
  very_active,
  extremely_active,
};

enum class health_goal : unsigned char {
  weight_loss,
  weight_gain,
  muscle_gain,
  improve_fitness,
  improve_sleep,
  stress_reduction,
  general_wellness,
};

enum class unit_system : unsigned char { metric, imperial };

enum class communication_style : unsigned char { formal, casual, motivational, supportive };

/// How the person says to feel.
enum class mood_state : unsigned char { good, tired, low, tense };

template <class T>
struct bounds {
  T low{};
  T high{};

  constexpr bool holds(T value) const noexcept { return value >= low && value <= high; }
};

/// The published ranges. A member managed by an adult may be younger and lighter than
/// the holder of an account.
namespace limits {
inline constexpr bounds<double> age_years{13, 120};
inline constexpr bounds<double> member_age_years{0, 120};
inline constexpr bounds<double> height_cm{50, 300};
inline constexpr bounds<double> weight_kg{20, 500};
inline constexpr bounds<double> member_weight_kg{1, 500};
inline constexpr bounds<double> steps_goal{1'000, 50'000};
inline constexpr bounds<double> sleep_goal_hours{4, 12};
inline constexpr bounds<double> weekly_exercise_minutes{0, 1'000};
// Measurements have no published range; these keep out what no person can have.
inline constexpr bounds<double> sleep_hours{0, 24};
inline constexpr bounds<double> steps{0, 100'000};
inline constexpr bounds<double> stress_level{0, 10};
inline constexpr bounds<double> heart_rate{25, 250};
inline constexpr bounds<double> systolic{50, 300};
inline constexpr bounds<double> diastolic{30, 200};
}  // namespace limits

struct blood_pressure {
  int systolic_mmhg = 0;
  int diastolic_mmhg = 0;

  bool operator==(const blood_pressure&) const = default;
};

/// Minutes after midnight.
struct clock_time {
  int minutes = 0;

  bool operator==(const clock_time&) const = default;
};

/// What is known about the person who is advised, all of it optional: what the
/// profile holds, and what was measured or told. Values lie in their ranges. The
/// lists hold the person's own words, as data.
struct profile {
  std::optional<int> age_years{};
  std::optional<gender> sex{};
  std::optional<double> height_cm{};
  std::optional<double> weight_kg{};
  std::optional<activity_level> activity{};
  std::optional<health_goal> goal{};
  std::optional<double> target_weight_kg{};
  std::optional<int> daily_steps_goal{};
  std::optional<double> sleep_goal_hours{};
  std::optional<int> weekly_exercise_goal_minutes{};
  std::optional<unit_system> units{};
  std::optional<communication_style> style{};
  std::vector<std::string> dietary_restrictions{};
  std::vector<std::string> physical_limitations{};
  std::vector<std::string> medical_conditions{};

  std::optional<double> sleep_hours{};
  std::optional<int> steps{};
  std::optional<mood_state> mood{};
  /// 0 (none) to 10.
  std::optional<int> stress_level{};
  std::optional<int> resting_heart_rate{};
  std::optional<blood_pressure> pressure{};
  std::optional<clock_time> bedtime{};
  std::optional<clock_time> wake_time{};

  bool operator==(const profile&) const = default;
};

/// Takes from `older` what `newer` does not say; lists are joined.
void fill_missing(profile& newer, const profile& older);

}  // namespace aurawell::health
