#include "domain/coach/area_advice.hpp"

#include <cmath>
#include <string>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

void write_sleep_part(advice_text& out, const assessment& person) {
  const auto gap = sleep_gap_hours(person);
  const double aim = sleep_aim_hours(person);
  const profile& user = person.user_profile();
  if (!gap) {
    out.bullet({"**睡眠**：先看总量，一般要睡 "
                "{0}。连续一周记下几点关灯、几点醒，把数告诉我，我帮你算差多少。",
                "**Sleep**: first the amount, about {0} a night. Note lights-out and waking for a "
                "week and tell me; I'll work out what is missing."},
               {hours_text(out, aim)});
    return;
  }
  const std::string slept = hours_text(out, *user.sleep_hours);
  if (*gap <= 0) {
    out.bullet({"**睡眠**：每晚约 "
                "{0}，时长够了。要是醒来仍不解乏，留意打鼾、夜里醒几次，以及周末是不是补觉到中午。",
                "**Sleep**: about {0} is enough in length. If you still wake unrested, look at "
                "snoring, waking at night and long weekend lie-ins."},
               {slept});
    return;
  }
  out.bullet({"**睡眠**：每晚约 {0}，比建议的 {1} 少 **{2}**，一周欠 **{3}**，这多半是头号原因。",
              "**Sleep**: about {0} a night is **{2}** short of {1}, **{3}** a week; that is "
              "probably the main cause."},
             {slept, hours_text(out, aim), hours_text(out, *gap), hours_text(out, *gap * 7)});
  const int rising = user.wake_time ? user.wake_time->minutes : 7 * 60;
  out.bullet({"今晚先早 15 分钟关灯，每 3 天再早 15 分钟；{0} 起床的话，最终目标是 **{1}** 关灯。",
              "Tonight, lights out 15 minutes earlier, and again every 3 days; for getting up at "
              "{0} the aim is **{1}**."},
             {clock_text(rising), clock_text(lights_out_minutes(rising, aim))});
}

void write_stress_part(advice_text& out, const briefing& about) {
  const profile& user = about.person.user_profile();
  const bool strained =
      has_any(about.text, "压力|焦虑|加班|工作|考试|烦|stress*|anxi*|work|job|exam*|worr*") ||
      user.mood == mood_state::low || user.mood == mood_state::tense;
  if (user.stress_level) {
    constexpr int high = 7;
    const std::string level = out.number(*user.stress_level);
    out.bullet(
        *user.stress_level >= high
            ? bilingual{"**压力**：你打了 {0}/10，偏高。压力会让人躺着也不算休息，每天固定两次 5 "
                        "分钟慢呼吸（吸 4 秒、呼 6 秒），并划掉一件可以不做的事。",
                        "**Stress**: {0}/10 is high, and under it even lying down is no rest. Two "
                        "fixed 5-minute breathing breaks a day (in 4 seconds, out 6), and cross "
                        "one thing off your list."}
            : bilingual{"**压力**：{0}/10，不算高，先把力气放在睡眠和活动上。",
                        "**Stress**: {0}/10 is moderate, so put sleep and movement first."},
        {level});
  } else if (strained) {
    out.bullet(
        {"**压力**：心里一直绷着也会累。每天两次 5 分钟慢呼吸（吸 4 秒、呼 6 "
         "秒），下班前写好明天第一件事，然后真的收工。",
         "**Stress**: being wound up is tiring in itself. Breathe slowly for 5 minutes twice a day "
         "(in 4 seconds, out 6), write down tomorrow's first task, then really stop."});
  } else {
    out.bullet({"**压力**：给最近的压力打个分，0 到 10。7 分以上，就先减事情，再谈别的办法。",
                "**Stress**: rate it from 0 to 10. At 7 or more, drop something before you add any "
                "new habit."});
  }
}

void write_movement_part(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  constexpr int low_steps = 5'000;
  if (user.steps && *user.steps < low_steps) {
    out.bullet(
        {"**活动**：每天 {0} 步偏少，越不动越没劲。午饭后和下班后各走 **10 分钟**，一周后再加。",
         "**Movement**: {0} steps a day is low, and sitting breeds tiredness. Walk **10 minutes** "
         "after lunch and after work, then add more next week."},
        {out.number(*user.steps)});
  } else if (user.activity && *user.activity >= activity_level::very_active) {
    out.bullet({"**活动**：你的训练量不小，累也可能是没恢复。接下来一周减三成量，看精神是否回来。",
                "**Movement**: you train a lot, so this may be missing recovery. Cut the load by "
                "30% for a week and see whether energy returns."});
  } else {
    out.bullet(
        {"**活动**：每天两次、每次 **10 "
         "分钟**快走，上午见光的那次最提神；轻到中等的活动比躺着更解乏。",
         "**Movement**: two brisk **10-minute** walks a day, the morning one in daylight; light "
         "activity restores more than lying down."});
  }
}

void write_checks(advice_text& out, const assessment& person) {
  if (person.has(condition::anaemia) || person.has(condition::thyroid) ||
      person.has(condition::diabetes)) {
    out.bullet(
        {"**你的基础病**：贫血、甲状腺或血糖没控制好，都会直接表现为累，先看看上次化验是什么时候。",
         "**Your condition**: uncontrolled anaemia, thyroid or blood sugar shows up as tiredness, "
         "so check when your last blood test was."});
  }
  if (person.has(condition::pregnancy)) {
    out.bullet(
        {"**孕期**"
         "：早孕和孕晚期容易累很正常，白天允许自己躺一会儿；心慌、气短、头晕要告诉产检医生。",
         "**Pregnancy**: tiredness is common early and late; allow yourself a rest by day, and "
         "tell your team about palpitations, breathlessness or dizziness."});
  }
  out.bullet({"**吃喝**：早餐有蛋白质，白天喝够水，下午 2 点后不靠咖啡硬撑，那会偷走今晚的觉。",
              "**Food and drink**: protein at breakfast, water through the day, and no coffee "
              "after 2 p.m.: it borrows from tonight's sleep."});
  out.bullet(
      {"**什么时候看医生**"
       "：调整两周还是累，或伴有体重下降、发烧、气短、月经过多、持续低落，去查血常规、血糖和甲状腺"
       "功能。",
       "**See a doctor** if two weeks of this change nothing, or with weight loss, fever, "
       "breathlessness, heavy periods or lasting low mood; blood count, glucose and thyroid are "
       "the usual tests."});
}

}  // namespace

void write_tired(advice_text& out, const briefing& about) {
  out.heading({"为什么总觉得累", "Why you may feel tired"});
  write_sleep_part(out, about.person);
  write_stress_part(out, about);
  write_movement_part(out, about.person);
  write_checks(out, about.person);
}

}  // namespace aurawell::health
