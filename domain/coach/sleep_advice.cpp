#include "domain/coach/area_advice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

constexpr double adult_aim_hours = 7.5;
constexpr int minutes_to_fall_asleep = 15;

constexpr std::array sleep_focus_tips{
    focus_tip{
        "睡不着|入睡|失眠|翻来覆去|insomnia|fall asleep|falling asleep|can't sleep|cannot "
        "sleep|trouble sleeping",
        {"躺了约 20 分钟还清醒，就起来到昏暗处做点无聊的事，困了再回床；别看钟，床只用来睡觉。",
         "Awake for about 20 minutes? Get up, do something dull in dim light, and go back when "
         "sleepy. Don't watch the clock; keep the bed for sleep."}},
    focus_tip{
        "半夜醒|早醒|夜里醒|醒来睡不着|起夜|wake up at|waking up|wake in the|middle of the "
        "night|early waking",
        {"半夜醒来先慢呼吸：吸 4 秒、呼 6 秒，10 "
         "轮。晚上少喝水和酒，早上无论几点睡着都同一时间起。",
         "If you wake at night, breathe slowly: in 4 seconds, out 6, ten rounds. Less fluid and "
         "alcohol in the evening, and get up at the same time whatever the night was like."}},
    focus_tip{"打鼾|打呼|憋醒|呼吸暂停|snor*|apnea|apnoea|gasp*",
              {"打鼾又白天犯困、有人说你夜里停止呼吸，要查睡眠呼吸暂停；先试侧睡、睡前不喝酒。",
               "Snoring with daytime sleepiness, or someone seeing you stop breathing, calls for a "
               "sleep apnoea check; meanwhile sleep on your side and skip evening alcohol."}},
    focus_tip{"熬夜|晚睡|报复性|刷手机|手机|stay up|staying up|phone|screen*|revenge",
              {"熬夜往往是想要一点自己的时间。把这半小时挪到晚饭后，手机放到卧室外充电，定一个“收工"
               "闹钟”。",
               "Late nights are often a grab for time of your own. Move that half hour to after "
               "dinner, charge the phone outside the bedroom, and set a wind-down alarm."}},
    focus_tip{"午睡|午觉|小睡|nap|naps|napping",
              {"午睡 20 分钟以内、下午 3 点前；晚上入睡难的人先停两周看看。",
               "Nap for 20 minutes at most, before 3 p.m.; if nights are hard, drop naps for two "
               "weeks and see."}},
    focus_tip{
        "噩梦|做梦|多梦|nightmare*|dream*",
        {"梦多常跟压力和睡得碎有关：睡前写下担心的事和明天第一步。反复做同一个噩梦、影响白天，值得"
         "找心理医生。",
         "Vivid dreams come with stress and broken sleep: write worries and tomorrow's first step "
         "down before bed. Recurring nightmares that spoil the day are worth a therapist."}},
    focus_tip{"宝宝|孩子夜醒|新生儿|baby|newborn|infant|toddler",
              {"带小宝宝时别追求整觉：和家人分段值夜，谁值夜谁白天补一觉，总量凑够就好。",
               "With a small baby, don't chase one long night: split it with someone, and let "
               "whoever was on duty catch up by day."}},
};

constexpr std::array sleep_condition_tips{
    condition_tip{condition::diabetes,
                  {"血糖：夜里总要起来小便、口渴，可能是血糖偏高，测几天并告诉医生；夜里心慌出汗要"
                   "当心低血糖。",
                   "Blood sugar: getting up often to urinate, or thirst at night, can mean it runs "
                   "high: measure for some days and tell your doctor; sweating and a racing heart "
                   "at night can be a low."}},
    condition_tip{
        condition::shift_work,
        {"倒班：下班路上戴墨镜，到家先睡一段 4–5 小时的“锚定睡眠”，上班前再补 90 分钟；卧室全黑。",
         "Shift work: sunglasses on the way home, a fixed anchor sleep of 4–5 hours, another 90 "
         "minutes before the shift, and a fully dark bedroom."}},
    condition_tip{condition::pregnancy,
                  {"孕期：左侧卧、膝间夹枕，晚上少喝水少起夜；别自己用助眠产品。",
                   "Pregnancy: lie on your side with a pillow between the knees, drink less in the "
                   "evening, and use no sleep aids on your own."}},
    condition_tip{condition::reflux,
                  {"反流：床头垫高 15 厘米，左侧睡。",
                   "Reflux: raise the head of the bed by 15 cm and lie on your left side."}},
    condition_tip{
        condition::depression,
        {"情绪和睡眠互相拖累：早上出门见光 20–30 分钟，两样都有好处；睡眠变差也请告诉你的医生。",
         "Mood and sleep pull on each other: 20–30 minutes of morning daylight helps both; tell "
         "your doctor when sleep gets worse."}},
    condition_tip{condition::back_pain,
                  {"腰背：侧睡膝间夹枕，仰睡膝下垫枕。",
                   "Back: a pillow between the knees on your side, or under them on your back."}},
};

void write_need(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  const auto need = person.sleep_need;
  const std::string low = out.number(need ? need->low_hours : 7);
  const std::string high = out.number(need ? need->high_hours : 9);
  if (!user.sleep_hours) {
    out.bullet(need ? bilingual{"你这个年龄建议每晚 **{0}–{1} 小时**。",
                                "At your age, **{0}–{1} hours** a night are advised."}
                    : bilingual{"成年人建议每晚 **{0}–{1} 小时**（没说年龄，先按成年人）。",
                                "Adults are advised **{0}–{1} hours** a night (taking you for an "
                                "adult, as you gave no age)."},
               {low, high});
    return;
  }
  const std::string slept = hours_text(out, *user.sleep_hours);
  const double gap = sleep_gap_hours(person).value_or(0);
  const double upper = need ? need->high_hours : 9;
  if (gap > 0) {
    out.bullet(
        {"现在每晚约 {0}，建议 {1}–{2} 小时：每晚少 **{4}**（按 {3} 计），一周就欠了 **{5}**。",
         "You sleep about {0}; {1}–{2} hours are advised. That is **{4}** short of {3} each night, "
         "**{5}** a week."},
        {slept, low, high, hours_text(out, sleep_aim_hours(person)), hours_text(out, gap),
         hours_text(out, gap * 7)});
  } else if (*user.sleep_hours > upper) {
    out.bullet(
        {"每晚约 {0}，比建议的 {1}–{2} "
         "小时还多。睡得多仍然累，常见于睡得碎、情绪低落、贫血或甲状腺问题，持续两周就去看看。",
         "About {0} a night is more than the advised {1}–{2} hours. Long sleep that leaves you "
         "tired can mean broken sleep, low mood, anaemia or thyroid trouble: see a doctor if it "
         "lasts two weeks."},
        {slept, low, high});
  } else {
    out.bullet({"每晚约 {0}，时长在建议的 {1}–{2} 小时里，可以把力气放在质量和规律上。",
                "About {0} a night is within the advised {1}–{2} hours, so work on quality and "
                "regularity."},
               {slept, low, high});
  }
}

void write_bedtime(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  const double aim = sleep_aim_hours(person);
  const std::string hours = hours_text(out, aim);
  if (user.wake_time) {
    out.bullet({"你 {0} 起床，要睡够 {1}，就得 **{2}** 关灯（留 15 分钟入睡）。",
                "You get up at {0}; for {1} of sleep, lights out at **{2}** (15 minutes to fall "
                "asleep included)."},
               {clock_text(user.wake_time->minutes), hours,
                clock_text(lights_out_minutes(user.wake_time->minutes, aim))});
  } else {
    constexpr int example_rising = 7 * 60;
    out.bullet(
        {"从起床时间倒推：要睡够 {0}，{1} 起床就得 **{2}** 关灯（留 15 "
         "分钟入睡）；起床早晚多少，关灯跟着挪多少。",
         "Count back from when you rise: for {0} of sleep, getting up at {1} means lights out at "
         "**{2}** (15 minutes to fall asleep included); shift both together."},
        {hours, clock_text(example_rising), clock_text(lights_out_minutes(example_rising, aim))});
  }
  const double gap = sleep_gap_hours(person).value_or(0);
  constexpr double step_hours = 0.25;
  constexpr int days_per_step = 3;
  if (gap >= 2 * step_hours) {
    out.bullet({"别一次提前太多：每 3 天早 15 分钟，大约 **{0} "
                "天**补到位；起床时间不动，周末也别差一小时以上。",
                "Don't jump: go 15 minutes earlier every 3 days and you are there in about **{0} "
                "days**. Keep the rising time, weekends within an hour."},
               {out.number(std::ceil(gap / step_hours) * days_per_step)});
  }
}

// Computes no times for the first year of life, because infants have no fixed times of sleep.
void write_infant(advice_text& out) {
  out.bullet(
      {"4–12 个月的宝宝一天要睡 **12–16 小时**（含小睡），4 "
       "个月以内没有统一标准，睡得零碎是正常的。",
       "From 4 to 12 months babies need **12–16 hours** a day with naps; before that no range is "
       "set, and broken nights are normal."});
  out.bullet(
      {"仰着睡在自己的小床上，床里不放枕头、被子和玩偶；白天亮、夜里暗而安静，慢慢分清昼夜。",
       "On the back, in a cot of their own, with no pillow, quilt or toys; bright days and dark, "
       "quiet nights teach the difference."});
}

}  // namespace

void write_sleep(advice_text& out, const briefing& about) {
  const assessment& person = about.person;
  out.heading({"睡眠", "Sleep"});
  if (person.is_minor && !person.sleep_need) {
    write_infant(out);
    return;
  }
  write_focus(out, about, sleep_focus_tips, about.most_tips);
  write_need(out, person);
  // A person with shift work has no fixed time to get up, so an example would mislead.
  if (person.user_profile().wake_time || !person.has(condition::shift_work)) {
    write_bedtime(out, person);
  }
  write_conditions(out, about, sleep_condition_tips, about.brief ? 1 : 3);
  if (about.brief) {
    return;
  }
  out.bullet(
      {"午后起不碰咖啡和浓茶（睡前 8 小时），睡前 1 小时调暗灯、收起手机，卧室凉一点（18–22 "
       "℃）、黑一点。",
       "No coffee or strong tea in the 8 hours before bed; dim the lights and put the phone away "
       "an hour before; keep the room cool (18–22 °C) and dark."});
  out.bullet({"早上一起来就见光、动一动，比晚上使劲睡更能调好生物钟。",
              "Light and movement right after getting up set the body clock better than trying "
              "hard at night."});
  const auto slept = person.user_profile().sleep_hours;
  constexpr double unsafe_to_drive = 5;
  if (slept && *slept <= unsafe_to_drive) {
    out.bullet(
        {"睡到这么少的日子别开长途车，困了先停下眯 20 分钟。",
         "On so little sleep, avoid long drives; when drowsy, stop and nap for 20 minutes."});
  }
  out.bullet(
      {"每周三晚以上睡不好、超过三个月，去看睡眠门诊：失眠的认知行为治疗（CBT-"
       "I）是首选，比药更管长远。",
       "If it is bad three nights a week for three months, see a sleep clinic: cognitive "
       "behavioural therapy (CBT-I) comes first and lasts longer than pills."});
}

double sleep_aim_hours(const assessment& person) {
  if (person.user_profile().sleep_goal_hours) {
    return *person.user_profile().sleep_goal_hours;
  }
  if (!person.sleep_need || !person.is_minor) {
    return adult_aim_hours;
  }
  return (person.sleep_need->low_hours + person.sleep_need->high_hours) / 2;
}

std::optional<double> sleep_gap_hours(const assessment& person) {
  const auto slept = person.user_profile().sleep_hours;
  if (!slept) {
    return std::nullopt;
  }
  const double low = person.sleep_need ? person.sleep_need->low_hours : 7;
  const bool enough = *slept >= low && !person.user_profile().sleep_goal_hours;
  return enough ? 0 : std::max(0.0, sleep_aim_hours(person) - *slept);
}

int lights_out_minutes(int rise_minutes, double hours) {
  constexpr int day = 24 * 60;
  const int minutes =
      rise_minutes - static_cast<int>(std::lround(hours * 60)) - minutes_to_fall_asleep;
  return ((minutes % day) + day) % day;
}

}  // namespace aurawell::health
