#include <array>

#include "domain/coach/opening.hpp"
#include "domain/health/advice_text.hpp"

namespace aurawell::health {

namespace {

enum class fact : unsigned char { height, weight, age, activity, sleep, wake_time, stress, sex };

// By fact: the question, and what its answer makes possible.
constexpr std::array questions{
    bilingual{"你的**身高**是多少？有了它，我能算 BMI 和健康体重。",
              "How **tall** are you? With it I can work out your BMI and a healthy weight."},
    bilingual{"你现在的**体重**是多少？有了它，我能算热量和蛋白质。",
              "What do you **weigh**? With it I can work out energy and protein."},
    bilingual{"你**多大**？有了它，我能算心率区间和基础代谢。",
              "How **old** are you? With it I can work out heart-rate zones and resting energy."},
    bilingual{"你平时**动得多吗**（久坐、偶尔、每周三四次、几乎每天）？热量和运动起点都看它。",
              "How **active** are you (mostly sitting, now and then, three or four times a week, "
              "daily)? Energy and the starting point depend on it."},
    bilingual{"你**每晚大约睡几个小时**？有了它，我能算差多少。",
              "How **many hours do you sleep**? With it I can tell what is missing."},
    bilingual{"你**几点起床**？有了它，我能算今晚几点该关灯。",
              "When do you **get up**? With it I can tell when to switch off the light."},
    bilingual{"最近**压力**打几分（0–10）？", "How is your **stress** lately, from 0 to 10?"},
    bilingual{"你的**性别**？男女的公式不一样。",
              "Your **sex**? The formula differs for men and women."},
};

bool is_known(const assessment& person, fact which) {
  const profile& user = person.user_profile();
  switch (which) {
    case fact::height: return user.height_cm.has_value();
    case fact::weight: return user.weight_kg.has_value();
    case fact::age: return user.age_years.has_value();
    case fact::activity: return user.activity.has_value();
    case fact::sleep: return user.sleep_hours.has_value();
    case fact::wake_time: return user.wake_time.has_value();
    case fact::stress: return user.stress_level.has_value();
    case fact::sex: return user.sex.has_value();
  }
  return true;
}

using wanted_facts = std::array<fact, 5>;

// The most useful fact comes first.
wanted_facts wanted(const topic& about) {
  if (about.full_plan) {
    return {fact::weight, fact::height, fact::age, fact::sleep, fact::activity};
  }
  if (about.tired) {
    return {fact::sleep, fact::stress, fact::wake_time, fact::activity, fact::activity};
  }
  if (has(about.areas, area::weight) || has(about.areas, area::diet)) {
    return {fact::weight, fact::height, fact::age, fact::sex, fact::activity};
  }
  if (has(about.areas, area::exercise)) {
    return {fact::age, fact::activity, fact::age, fact::age, fact::age};
  }
  if (has(about.areas, area::sleep)) {
    return {fact::sleep, fact::wake_time, fact::stress, fact::age, fact::age};
  }
  return {fact::sleep, fact::stress, fact::sleep, fact::sleep, fact::sleep};
}

}  // namespace

void write_missing(advice_text& out, const assessment& person, const topic& about) {
  if (!about.full_plan && about.areas.none() && !about.tired) {
    return;
  }
  constexpr std::size_t most = 2;
  std::array<fact, most> asked{};
  std::size_t count = 0;
  const wanted_facts candidates = wanted(about);
  for (std::size_t i = 0; i < candidates.size() && count < most; ++i) {
    const bool repeated = count > 0 && asked[0] == candidates[i];
    const bool pointless = person.numbers_withheld() && candidates[i] != fact::sleep &&
                           candidates[i] != fact::wake_time && candidates[i] != fact::stress &&
                           candidates[i] != fact::age;
    if (!is_known(person, candidates[i]) && !repeated && !pointless) {
      asked[count++] = candidates[i];
    }
  }
  if (count == 0) {
    return;
  }
  out.heading({"告诉我这些，我能算得更准", "Tell me this and I can be more exact"});
  for (std::size_t i = 0; i < count; ++i) {
    out.bullet(questions[static_cast<std::size_t>(asked[i])]);
  }
}

}  // namespace aurawell::health
