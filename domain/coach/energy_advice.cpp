#include "domain/coach/area_advice.hpp"

#include <string>

namespace aurawell::health {

namespace {

bilingual energy_pattern(const assessment& person) {
  const energy_target& target = *person.target;
  if (person.direction == weight_direction::lose && target.at_floor) {
    return {
        "吃到 **{0} 千卡/天**就不能再低了（这是安全下限；维持体重约需 {1} 千卡），单靠少吃每周约减 "
        "{2}，其余靠动。",
        "**{0} kcal a day** is the safe floor, so don't go lower (holding your weight takes about "
        "{1} kcal); diet alone then brings about {2} a week, movement does the rest."};
  }
  if (person.direction == weight_direction::lose) {
    return {"减重期每天约 **{0} 千卡**（维持体重约需 {1} 千卡），每周大约减 {2}。",
            "To lose weight, about **{0} kcal a day** (holding it takes about {1} kcal), which is "
            "roughly {2} a week."};
  }
  if (person.direction == weight_direction::gain) {
    return {"增重期每天约 **{0} 千卡**（维持体重约需 {1} 千卡），每周大约增 {2}。",
            "To gain, about **{0} kcal a day** (holding your weight takes about {1} kcal), which "
            "is roughly {2} a week."};
  }
  if (target.at_floor) {
    return {"每天别低于 **{0} 千卡**（估算的消耗约 {1} 千卡，低于安全下限，以下限为准）。",
            "Don't go below **{0} kcal a day** (your estimated use of about {1} kcal lies under "
            "the safe floor, which wins)."};
  }
  return {"你一天大约消耗 **{0} 千卡**，吃到这个数上下，体重就稳得住。",
          "You use about **{0} kcal a day**; eating around that keeps your weight steady."};
}

void write_muscle_surplus(advice_text& out, const assessment& person) {
  if (person.goal() == health_goal::muscle_gain) {
    constexpr double small_surplus = 200;
    out.bullet({"增肌时在这上面加约 200 千卡（约 **{0} 千卡**）就够，再多长的主要是脂肪。",
                "For muscle, about 200 kcal on top (around **{0} kcal**) is enough; more mostly "
                "becomes fat."},
               {kcal_text(out, *person.daily_kcal + small_surplus)});
  }
}

}  // namespace

std::string pace_text(const advice_text& out, const profile& user, double kg_per_week) {
  if (out.lang() == language::zh) {
    return out.number(kg_per_week, 2) + " 公斤";
  }
  constexpr double pounds_per_kg = 1 / 0.45359237;
  return user.units == unit_system::imperial ? out.number(kg_per_week * pounds_per_kg, 1) + " lb"
                                             : out.number(kg_per_week, 2) + " kg";
}

void write_energy(advice_text& out, const briefing& about) {
  const assessment& person = about.person;
  if (!person.target) {
    return;
  }
  std::string line =
      out.say(energy_pattern(person),
              {kcal_text(out, person.target->kcal), kcal_text(out, *person.daily_kcal),
               pace_text(out, person.user_profile(), person.target->kg_per_week)});
  const activity_level level = person.user_profile().activity.value_or(activity_level::sedentary);
  line += out.say(
      {"算法：静息代谢 {0} × 活动系数 {1}", " Worked out as {0} kcal at rest × {1} for activity"},
      {kcal_text(out, *person.basal_kcal), out.number(activity_factor(level), 3)});
  if (person.assumed_activity) {
    line += out.say({"，活动量没说，先按久坐", ", assuming a sedentary day since you didn't say"});
  }
  if (person.assumed_sex) {
    line +=
        out.say({"，性别没说，取男女公式的平均", ", and the mean of the male and female formula"});
  }
  line += out.say({"。", "."});
  out.bullet({"{0}", "{0}"}, {line});
  write_muscle_surplus(out, person);
  const bool heavy = person.band && *person.band >= bmi_band::overweight;
  if (heavy && !person.goal()) {
    const energy_target losing = energy_for(weight_direction::lose, *person.daily_kcal,
                                            person.user_profile().sex.value_or(gender::other));
    out.bullet(
        {"想减重的话，每天吃到约 **{0} 千卡**，每周大约减 {1}。",
         "If you want to lose weight, about **{0} kcal a day** brings roughly {1} a week."},
        {kcal_text(out, losing.kcal), pace_text(out, person.user_profile(), losing.kg_per_week)});
  }
}

}  // namespace aurawell::health
