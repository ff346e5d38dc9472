#include "domain/coach/area_advice.hpp"

#include <cstddef>

namespace aurawell::health {

namespace {

bool zones_misleading(const assessment& person) {
  return person.is_minor || person.has(condition::pregnancy) ||
         person.has(condition::heart_disease);
}

}  // namespace

void write_heart_rate(advice_text& out, const assessment& person) {
  if (!person.zones || zones_misleading(person)) {
    out.bullet(
        {"强度用“说话测试”：能说整句、唱不了歌，就是刚好的中等强度。",
         "Use the talk test: if you can speak in sentences but not sing, the intensity is right."});
    return;
  }
  const heart_rate_zones& zones = *person.zones;
  const auto activity = person.user_profile().activity.value_or(activity_level::sedentary);
  const bool beginner =
      activity == activity_level::sedentary || *person.user_profile().age_years >= old_age;
  const std::size_t low = beginner ? 0 : 1;
  out.bullet({"心率：最大约 {0} 次/分（220 − 年龄），日常练到 **{1}–{2} "
              "次/分**就好；偶尔冲一下也别长时间超过 {3}。",
              "Heart rate: your maximum is about {0} bpm (220 − age); train mostly at **{1}–{2} "
              "bpm** and don't stay above {3} for long."},
             {out.number(zones.maximum), out.number(zones.bounds[low]),
              out.number(zones.bounds[low + 1]), out.number(zones.bounds[beginner ? 2 : 3])});
}

}  // namespace aurawell::health
