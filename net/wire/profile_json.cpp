#include "net/wire/profile_json.hpp"

#include <array>
#include <string>
#include <utility>

#include "domain/health/profile_words.hpp"
#include "net/json/json_arrays.hpp"
#include "net/json/json_object.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

namespace words = health::words;

class profile_writer {
 public:
  explicit profile_writer(json_writer& json) : json_{json} {}

  void operator()(std::string_view name, const std::optional<int>& value) {
    if (value) {
      json_.raw(name, std::to_string(*value));
    }
  }

  void operator()(std::string_view name, const std::optional<double>& value) {
    if (value) {
      json_.decimal(name, *value);
    }
  }

  template <class Enum, std::size_t N>
  void operator()(std::string_view name, const std::optional<Enum>& value,
                  const std::array<std::string_view, N>& known) {
    if (value) {
      json_.text(name, known.at(static_cast<std::size_t>(*value)));
    }
  }

  void operator()(std::string_view name, const std::vector<std::string>& texts) {
    if (!texts.empty()) {
      write_texts(json_, name, texts);
    }
  }

 private:
  json_writer& json_;
};

class profile_parser {
 public:
  explicit profile_parser(const json_value& object) : object_{object} {}

  void operator()(const char* name, std::optional<int>& into) {
    take(name, [&](const json_value& value) { return (into = value.as_int()).has_value(); });
  }

  void operator()(const char* name, std::optional<double>& into) {
    take(name, [&](const json_value& value) { return (into = value.as_double()).has_value(); });
  }

  template <class Enum, std::size_t N>
  void operator()(const char* name, std::optional<Enum>& into,
                  const std::array<std::string_view, N>& known) {
    take(name, [&](const json_value& value) {
      for (std::size_t i = 0; i < N; ++i) {
        into = known[i] == text_of(&value) ? std::optional{static_cast<Enum>(i)} : into;
      }
      return value.is_text();
    });
  }

  void operator()(const char* name, std::vector<std::string>& into) {
    take(name, [&](const json_value& value) {
      for (const auto& item : value) {
        if (!item.is_text()) {
          return false;
        }
        into.emplace_back(item.text());
      }
      return value.is_array();
    });
  }

  /// The field with an unexpected type, or null.
  const char* wrong() const noexcept { return wrong_; }

 private:
  /// `keep` returns whether the value has the type that it stores.
  template <class Keep>
  void take(const char* name, Keep keep) {
    const auto* found = find_entry(object_, name);
    if (found != nullptr && !keep(*found)) {
      wrong_ = name;
    }
  }

  const json_value& object_;
  const char* wrong_ = nullptr;
};

/// Calls `field` for every field, except those with another form in JSON.
template <class Profile, class Field>
void each_field(Profile& user_profile, Field& field) {
  field("age", user_profile.age_years);
  field("height_cm", user_profile.height_cm);
  field("weight_kg", user_profile.weight_kg);
  field("gender", user_profile.sex, words::gender);
  field("activity_level", user_profile.activity, words::activity);
  field("goal", user_profile.goal, words::goal);
  field("target_weight_kg", user_profile.target_weight_kg);
  field("daily_steps_goal", user_profile.daily_steps_goal);
  field("sleep_goal_hours", user_profile.sleep_goal_hours);
  field("weekly_exercise_goal_minutes", user_profile.weekly_exercise_goal_minutes);
  field("units", user_profile.units, words::units);
  field("communication_style", user_profile.style, words::style);
  field("dietary_restrictions", user_profile.dietary_restrictions);
  field("physical_limitations", user_profile.physical_limitations);
  field("medical_conditions", user_profile.medical_conditions);
  field("sleep_hours", user_profile.sleep_hours);
  field("steps", user_profile.steps);
  field("mood", user_profile.mood, words::mood);
  field("stress_level", user_profile.stress_level);
  field("resting_heart_rate", user_profile.resting_heart_rate);
}

std::optional<int> minutes_of(const std::optional<health::clock_time>& time) {
  return time ? std::optional{time->minutes} : std::nullopt;
}

std::optional<health::clock_time> time_of(const std::optional<int>& minutes) {
  return minutes ? std::optional{health::clock_time{*minutes}} : std::nullopt;
}

}  // namespace

void write_profile(json_writer& json, const health::profile& values) {
  profile_writer field{json};
  each_field(values, field);
  if (values.pressure) {
    field("systolic", std::optional{values.pressure->systolic_mmhg});
    field("diastolic", std::optional{values.pressure->diastolic_mmhg});
  }
  field("bedtime", minutes_of(values.bedtime));
  field("wake_time", minutes_of(values.wake_time));
}

result<health::profile> read_profile(std::string_view json) {
  const json_object object{json, {}, "a profile"};
  if (!object) {
    return object.failure();
  }
  health::profile values;
  std::optional<int> systolic, diastolic, bedtime, wake_time;
  profile_parser field{*object};
  each_field(values, field);
  field("systolic", systolic);
  field("diastolic", diastolic);
  field("bedtime", bedtime);
  field("wake_time", wake_time);
  if (field.wrong() != nullptr) {
    return error{ec::bad_format, std::string{"the profile's "} + field.wrong() +
                                     " is of another type than a profile's"};
  }
  if (systolic && diastolic) {
    values.pressure = {*systolic, *diastolic};
  }
  values.bedtime = time_of(bedtime);
  values.wake_time = time_of(wake_time);
  return values;
}

}  // namespace aurawell::net
