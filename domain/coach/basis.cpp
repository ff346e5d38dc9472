// What an answer is built on.
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "domain/coach/briefing.hpp"
#include "domain/coach/opening.hpp"

namespace aurawell::health {

namespace {

std::string gender_text(const advice_text& out, gender sex) {
  switch (sex) {
    case gender::male: return out.say({"男", "male"});
    case gender::female: return out.say({"女", "female"});
    case gender::other: break;
  }
  return out.say({"性别：其他", "gender: other"});
}

std::string height_text(const advice_text& out, const profile& user) {
  if (out.lang() == language::en && user.units == unit_system::imperial) {
    const int inches = static_cast<int>(std::lround(*user.height_cm / 2.54));
    return std::to_string(inches / 12) + " ft " + std::to_string(inches % 12) + " in";
  }
  return out.number(*user.height_cm, 1) + out.say({" 厘米", " cm"});
}

void add_measurements(std::vector<std::string>& known, const advice_text& out,
                      const profile& user) {
  if (user.sleep_hours) {
    known.push_back(out.say({"每晚睡 {0}", "{0} of sleep"}, {hours_text(out, *user.sleep_hours)}));
  }
  if (user.steps) {
    known.push_back(out.say({"{0} 步", "{0} steps"}, {out.number(*user.steps)}));
  }
  if (user.stress_level) {
    known.push_back(out.say({"压力 {0}/10", "stress {0}/10"}, {out.number(*user.stress_level)}));
  }
  if (user.pressure) {
    known.push_back(out.say(
        {"血压 {0}/{1}", "blood pressure {0}/{1}"},
        {out.number(user.pressure->systolic_mmhg), out.number(user.pressure->diastolic_mmhg)}));
  }
  if (user.resting_heart_rate) {
    known.push_back(out.say({"静息心率 {0}", "resting heart rate {0}"},
                            {out.number(*user.resting_heart_rate)}));
  }
}

std::vector<std::string> known_facts(const advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  std::vector<std::string> known;
  if (user.age_years) {
    known.push_back(out.say({"{0} 岁", "age {0}"}, {out.number(*user.age_years)}));
  }
  if (user.sex) {
    known.push_back(gender_text(out, *user.sex));
  }
  if (user.height_cm) {
    known.push_back(height_text(out, user));
  }
  if (user.weight_kg) {
    known.push_back(weight_text(out, user, *user.weight_kg));
  }
  add_measurements(known, out, user);
  for (std::size_t i = 0; i < person.facts.conditions.size(); ++i) {
    if (person.facts.conditions[i]) {
      known.push_back(out.say(name_of(static_cast<condition>(i))));
    }
  }
  return known;
}

std::string joined(const advice_text& out, const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += text.empty() ? "" : out.say({"、", ", "});
    text += part;
  }
  return text;
}

// By profile_field, with the accepted range.
constexpr std::array field_names{
    bilingual{"年龄（13–120 岁，家庭成员 0–120）", "age (13–120, family members 0–120)"},
    bilingual{"身高（50–300 厘米）", "height (50–300 cm)"},
    bilingual{"体重（20–500 公斤，家庭成员 1–500）", "weight (20–500 kg, family members 1–500)"},
    bilingual{"目标体重（20–500 公斤）", "target weight (20–500 kg)"},
    bilingual{"步数目标（1000–50000）", "step goal (1,000–50,000)"},
    bilingual{"睡眠目标（4–12 小时）", "sleep goal (4–12 h)"},
    bilingual{"每周运动目标（0–1000 分钟）", "weekly exercise goal (0–1,000 min)"},
    bilingual{"睡眠时长（0–24 小时）", "hours of sleep (0–24)"},
    bilingual{"步数（0–100000）", "steps (0–100,000)"},
    bilingual{"压力（0–10）", "stress (0–10)"},
    bilingual{"心率（25–250）", "heart rate (25–250)"},
    bilingual{"血压", "blood pressure"},
};

}  // namespace

void write_basis(advice_text& out, const assessment& person) {
  const std::vector<std::string> known = known_facts(out, person);
  if (!known.empty()) {
    out.paragraph({"**我用到的信息**：{0}。", "**What I worked from**: {0}."},
                  {joined(out, known)});
  }
  std::vector<std::string> rejected;
  for (const profile_field field : person.facts.rejected) {
    rejected.push_back(out.say(field_names[static_cast<std::size_t>(field)]));
  }
  if (!rejected.empty()) {
    out.paragraph({"有的数值超出了合理范围，我没有采用：{0}。请核对一下。",
                   "Some values were out of range and I left them out: {0}. Please check them."},
                  {joined(out, rejected)});
  }
  if (person.is_minor) {
    out.paragraph(
        {"未满 18 岁：成人的 BMI 分级和热量目标不适用，所以我不给这两样数字。",
         "Under 18: adult BMI bands and calorie goals don't apply, so I leave those numbers out."});
  }
  if (person.facts.has_unknown_condition) {
    out.paragraph({"你的资料里还有我不认识的情况，下面的建议没有考虑到它，动手前请先问医生。",
                   "Your profile lists something that I have no rule for, so the advice below does "
                   "not consider it; please ask your doctor first."});
  }
}

}  // namespace aurawell::health
