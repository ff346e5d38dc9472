#include "domain/health/habit_facts.hpp"

#include <cmath>
#include <string_view>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

constexpr std::string_view wish_words =
    "目标|想|希望|打算|争取|应该|需要|至少|建议|计划|要睡|睡够|睡满|睡足|goal|target|want*|wish|"
    "aim*|should|need*|recommended|supposed|plan*|at least|how";
constexpr std::string_view words_of_a_goal = "目标|goal|target";

bool is_sleep_length(const text_number& n, bool labelled) {
  const bool nap = has_any(n.before, "午睡|小睡|nap*|before|睡前") ||
                   has_any(n.after, "才能睡|才睡着|to fall|nap*|before|后睡|午睡");
  const bool other_work =
      has_any(n.before, "after|work*|study*|sit|sitting|game*|工作|上班|加班|学习|手机|玩|刷|坐");
  const bool asleep = has_any(n.before, "睡|sleep*|slept|asleep") ||
                      has_any(n.after,
                              "of sleep|hours sleep|hrs sleep|h sleep|asleep|a night|per "
                              "night|each night|every night|last night|小时睡眠|小时的睡眠|的觉");
  return asleep && !nap && (labelled || !other_work);
}

}  // namespace

void read_sleep(const text_number& n, profile_draft& draft) {
  const bool minutes = starts_with_any(n.after, "分钟|minutes|min|mins");
  const bool hours = starts_with_any(
      n.after, "小时|个小时|个多小时|个半小时|个半钟|个钟|半小时|钟头|h|hr|hrs|hour|hours|-hour");
  const bool labelled = ends_with_label(
      n.before, "睡|睡眠|睡眠时间|睡眠时长|睡得|睡着|sleep|slept|sleeping|sleep time");
  const bool timed = hours || (labelled && (minutes || n.after.empty()));
  if (!timed || !is_sleep_length(n, labelled)) {
    return;
  }
  if (has_any(n.before, words_of_a_goal)) {
    draft.set_sleep_goal(n.value);
  } else if (!has_any(n.before, wish_words)) {
    const bool half = n.after.starts_with("个半") || n.after.starts_with("半");
    draft.set_sleep(minutes ? n.value / 60 : n.value + (half ? 0.5 : 0));
  }
}

void read_steps(const text_number& n, profile_draft& draft) {
  double factor = 1;
  std::string_view after = n.after;
  const auto take = [&](std::string_view word, double times) {
    if (factor == 1 && after.starts_with(word)) {
      after.remove_prefix(word.size());
      factor = times;
    }
  };
  take("万", 10'000);
  take("千", 1'000);
  take("k", 1'000);
  take("w", 10'000);
  for (const std::string_view filler : {"多", " "}) {
    after.remove_prefix(after.starts_with(filler) ? filler.size() : 0);
  }
  const bool unit = starts_with_any(after, "步|steps|step");
  const bool label = ends_with_label(n.before, "步数|steps|step count") && after.empty();
  const double steps = n.value * factor;
  constexpr double least = 100;  // "one step at a time" is no count
  if ((!unit && !label) || steps < least) {
    return;
  }
  if (has_any(n.before, words_of_a_goal)) {
    draft.set_steps_goal(steps);
  } else if (!has_any(n.before, wish_words)) {
    draft.set_steps(steps);
  }
}

namespace {

// One time of day as it was said, and the words after it up to the next number.
struct said_time {
  int hour = 0;
  int minutes = 0;
  std::string_view rest;
  /// Written like a clock: "7点", "7:30".
  bool marked = false;
};

said_time time_at(const text_number& n, const text_number* next) {
  said_time said{static_cast<int>(n.value) % 24, 0, n.after, false};
  const bool colon = n.after.starts_with(':');
  const bool point = n.after.starts_with("点");
  const std::size_t mark = colon ? 1 : point ? std::string_view{"点"}.size() : 0;
  said.marked = mark > 0;
  if (n.after.starts_with("点半")) {
    said.minutes = 30;
  } else if (mark > 0 && next != nullptr && next->begin == n.end + mark && next->value < 60) {
    said.minutes = static_cast<int>(next->value);
    said.rest = next->after;
  }
  said.rest = said.rest.substr(0, said.rest.find_first_of("0123456789"));
  return said;
}

int bed_hour(const said_time& said, bool am, bool pm) {
  if (said.hour == 12) {
    return pm && !am && starts_with_any(said.rest, "pm|p.m") ? 12 : 0;
  }
  constexpr int earliest_evening = 7;
  return said.hour >= earliest_evening && said.hour < 12 && !am ? said.hour + 12 : said.hour;
}

}  // namespace

void read_clock(const text_number& n, const text_number* next, profile_draft& draft) {
  if (n.value > 24 || n.value != std::floor(n.value) || has_any(n.before, "早1|晚1|早一|晚一") ||
      has_any(n.before, wish_words) || ends_with_label(n.before, "早|晚|多|少|有")) {
    return;
  }
  const said_time said = time_at(n, next);
  const bool pm = has_any(n.before, "晚上|下午|夜里") || starts_with_any(said.rest, "pm|p.m");
  const bool am = has_any(n.before, "凌晨|半夜|早上|清晨") || starts_with_any(said.rest, "am|a.m");
  const bool wakes =
      (said.marked && has_any(said.rest, "起|醒")) ||
      ends_with_label(n.before, "wake up|wake|get up|waking up|up|alarm|起床|起床时间|睡到");
  const bool beds =
      (said.marked && has_any(said.rest, "睡|上床")) ||
      ends_with_label(n.before, "bed|bedtime|to sleep|fall asleep|sleep at|睡觉时间|上床|入睡");
  constexpr int earliest_rising = 4;
  constexpr int latest_rising = 14;
  const bool deep_night = has_any(n.before, "凌晨|半夜");
  if (wakes && !beds && !pm && !deep_night && said.hour >= earliest_rising &&
      said.hour <= latest_rising) {
    draft.values.wake_time = clock_time{said.hour * 60 + said.minutes};
  } else if (beds && !wakes) {
    draft.values.bedtime = clock_time{bed_hour(said, am, pm) * 60 + said.minutes};
  }
}

void read_vitals(const text_number& n, const text_number* next, bool about_pressure,
                 profile_draft& draft) {
  const bool pair = next != nullptr && next->begin == n.end + 1 && n.after.starts_with('/');
  if (pair && (about_pressure || next->after.starts_with("mmhg")) &&
      next->value >= limits::diastolic.low) {
    draft.set_pressure(n.value, next->value);
  }
  if (ends_with_label(n.before, "静息心率|resting heart rate|resting hr|resting pulse|rhr")) {
    draft.set_heart_rate(n.value);
  }
  const bool scale = n.after.empty() || starts_with_any(n.after, "分|/10|/ 10|out of 10");
  if (scale && ends_with_label(n.before, "压力|压力值|压力指数|压力水平|stress|stress level")) {
    draft.set_stress(n.value);
  }
}

}  // namespace aurawell::health
