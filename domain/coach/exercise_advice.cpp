#include "domain/coach/area_advice.hpp"

#include <array>
#include <cmath>

namespace aurawell::health {

namespace {

constexpr std::array exercise_focus_tips{
    focus_tip{"跑步|慢跑|马拉松|running|run|jog*|5k|10k|marathon",
              {"跑步从“跑 1 分钟、走 2 分钟”重复 8 "
               "轮开始，每周三次，每周的总量最多加一成；跑时还能说整句话，速度就对了。",
               "Running: start with 1 minute running, 2 minutes walking, 8 rounds, three times a "
               "week; add at most 10% a week, at a pace where you can still speak in sentences."},
              condition::knee_pain},
    focus_tip{"增肌|肌肉|力量|健身房|哑铃|muscle*|strength|gym|lift*|bulk*|dumbbell*",
              {"增肌靠“逐步加量”：每个大肌群一周练两次，每个动作 3 组、每组 8–12 "
               "次，最后两次吃力但不变形，能轻松做 12 次就加一点重量。",
               "Muscle grows on progressive load: each large muscle group twice a week, 3 sets of "
               "8–12, the last two hard but clean; when 12 feels easy, add a little weight."}},
    focus_tip{
        "没时间|太忙|加班|no time|busy|short on time|too busy",
        {"没整块时间就切碎：三次 10 分钟快走和一次 30 分钟效果相近，爬楼、提前一站下车都算数。",
         "No time? Split it: three brisk 10-minute walks work about as well as one of 30, and "
         "stairs count."}},
    focus_tip{"坚持不下来|坚持不了|懒|没动力|不想动|motivat*|lazy|consisten*|stick to|give up",
              {"坚持不下来多半是起点太高。定一个小到不好意思不做的量（比如 5 "
               "分钟），绑在每天固定的事后面，先连着做两周。",
               "If it never sticks, the start was too big. Pick something almost too small to skip "
               "(5 minutes), tie it to a daily habit, and do it for two weeks."}},
    focus_tip{
        "肚子|腹肌|马甲线|核心|卷腹|abs|core|belly|six pack",
        {"练核心用平板支撑、死虫、鸟狗，各 3 组；腹肌露不露出来主要看体脂，那要靠吃和总活动量。",
         "Core: planks, dead bugs and bird dogs, 3 sets each; whether abs show is mostly body fat, "
         "which means food and total movement."}},
    focus_tip{"瑜伽|拉伸|柔韧|yoga|stretch*|flexib*|pilates",
              {"拉伸放在运动后或睡前，每个部位 30 秒、两三次，拉到有牵拉感就停，不追求疼。",
               "Stretch after training or before bed: 30 seconds per muscle, two or three times, "
               "to a pull and never to pain."}},
    focus_tip{"在家|居家|at home|home workout*|no equipment",
              {"在家一套就够：靠椅深蹲、墙面或跪姿俯卧撑、臀桥、平板支撑，各 10 次（支撑 20 "
               "秒），循环 3 轮。",
               "At home: chair squats, wall or knee push-ups, glute bridges, 10 each, plus a "
               "20-second plank; three rounds."}},
};

constexpr std::array exercise_condition_tips{
    condition_tip{
        condition::pregnancy,
        {"孕期：产检医生没说要限制的话，每周累计约 150 "
         "分钟，以能边动边说话为准；不做可能摔、撞、憋气的项目，孕中期以后不长时间平躺练。出血、破"
         "水、头晕、宫缩就停下就医。",
         "Pregnancy: unless your team set limits, about 150 minutes a week at a pace where you can "
         "talk; nothing with falls, blows or breath-holding, and no long lying on your back after "
         "the first trimester. Bleeding, fluid, dizziness or contractions: stop and get care."}},
    condition_tip{
        condition::heart_disease,
        {"心脏：先让心内科定好强度再加量；用减慢心率的药时别按心率区间练，按“能说话”的感觉。胸闷、"
         "胸痛马上停。",
         "Heart: let your cardiologist set the intensity first; with rate-slowing medicine go by "
         "the talk test, not by zones. Stop at once with chest tightness."}},
    condition_tip{condition::hypertension,
                  {"血压：快走、骑车、游泳这类有氧最划算；力量用小重量、多次数，发力时呼气，别憋气"
                   "。吃的药会减慢心率的话，强度看“能不能说整句话”。",
                   "Blood pressure: brisk walking, cycling and swimming pay off most; lift lighter "
                   "for more repetitions and breathe out on effort, never hold your breath. If "
                   "your medicine slows the heart, go by the talk test."}},
    condition_tip{
        condition::diabetes,
        {"血糖：饭后 30–60 分钟走 15 "
         "分钟最见效；用胰岛素或促泌药的人，动之前测一下，随身带糖，穿合脚的鞋。",
         "Blood sugar: a 15-minute walk within an hour after meals works best; with insulin or "
         "similar medicine, test first, carry sugar, and wear shoes that fit."}},
    condition_tip{
        condition::knee_pain,
        {"膝盖：换成游泳、骑车、平地走和直腿抬高；先不跳、不深蹲、少爬楼爬山。练完第二天疼得更厉害"
         "，就减三分之一。",
         "Knees: swim, cycle, walk on the flat, do straight-leg raises; no jumping, deep squats or "
         "hill descents for now. If they hurt more the next day, cut by a third."}},
    condition_tip{
        condition::back_pain,
        {"腰背：每天走一走，加鸟狗、臀桥、侧平板；先不负重弯腰和卷腹。腿麻没力、大小便异常要马上就"
         "医。",
         "Back: walk daily, add bird dogs, bridges and side planks; no loaded bending or sit-ups "
         "for now. Leg weakness or numbness, or bladder trouble: get care at once."}},
    condition_tip{condition::shoulder_pain,
                  {"肩颈：每坐 40 分钟起来转转肩、收收下巴；推举过头的动作先停，改做弹力带划船。",
                   "Neck and shoulders: get up every 40 minutes, roll shoulders and tuck your "
                   "chin; skip overhead presses for now and do band rows."}},
    condition_tip{
        condition::injury,
        {"伤病恢复期：受伤的部位听医生或康复师的，其他部位照常动，疼痛不超过 3 分（满分 10 分）。",
         "Recovering: follow your doctor or physio for the injured part, keep the rest moving, and "
         "stay below pain 3 out of 10."}},
    condition_tip{condition::asthma,
                  {"哮喘：热身 10 分钟，冷天和雾霾天改室内，医生开的缓解药随身带。",
                   "Asthma: warm up for 10 minutes, train indoors in cold or smog, and carry your "
                   "prescribed reliever."}},
    condition_tip{condition::osteoporosis,
                  {"骨密度低：要有承重（快走、爬楼）和力量练习，避免猛弯腰、扭转和容易摔倒的项目。",
                   "Low bone density: include weight-bearing and strength work; avoid sharp "
                   "forward bends, twists and anything with falls."}},
    condition_tip{condition::breastfeeding,
                  {"产后：先从走路和盆底肌练习开始，复查没问题再恢复跑跳；漏尿或下坠感说明还太早。",
                   "After birth: begin with walking and pelvic-floor work, run and jump only after "
                   "the check-up; leaking or heaviness means too soon."}},
    condition_tip{condition::anaemia,
                  {"贫血没纠正前只做轻松的走和拉伸，心慌气短就停。",
                   "Until the anaemia is treated, keep to easy walking and stretching, and stop if "
                   "you get breathless."}},
};

// By activity level.
constexpr std::array week_plans{
    bilingual{
        "从低处起步：每周 5 天，每天快走 **15 分钟**，每周加 5 分钟，第四周就到每周 **150 分钟**。",
        "Start low: brisk walking **15 minutes**, five days a week, adding 5 minutes each week; by "
        "week four you are at **150 minutes** a week."},
    bilingual{"每周 5 天、每天 **25–30 分钟**中等强度（快走、骑车、游泳），凑够每周 **150 分钟**。",
              "Five days a week, **25–30 minutes** at moderate intensity (brisk walking, cycling, "
              "swimming), to reach **150 minutes**."},
    bilingual{
        "底子不错：每周 **150–300 分钟**有氧，其中一天换成间歇（快 1 分钟、慢 2 分钟，6 轮）。",
        "You have a good base: **150–300 minutes** of cardio a week, one day as intervals (1 "
        "minute fast, 2 easy, 6 rounds)."},
    bilingual{
        "量已经够了，重点是质量和恢复：每周 1–2 次高强度、其余放轻松，至少 **1 天**完全休息。",
        "You do plenty; now quality and recovery count: one or two hard sessions a week, the rest "
        "easy, and at least **1 full rest day**."},
    bilingual{
        "训练量很大：每三周安排一周减量三成，盯住晨起心率和睡眠，连续两天偏高或没睡好就改轻松练。",
        "Your load is high: every fourth week cut it by 30%, watch morning pulse and sleep, and go "
        "easy when either is off two days in a row."},
};

void write_week(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  if (person.has(condition::pregnancy)) {
    return;
  }
  if (user.activity) {
    out.bullet(week_plans[static_cast<std::size_t>(*user.activity)]);
  } else {
    out.bullet({"不知道你平时动多少，先按很少动来。{0}",
                "I don't know how active you are, so this assumes very little. {0}"},
               {out.say(week_plans.front())});
  }
  constexpr int recommended = 150;
  if (user.weekly_exercise_goal_minutes && *user.weekly_exercise_goal_minutes > 0) {
    const int goal = *user.weekly_exercise_goal_minutes;
    out.bullet({"你定的每周目标是 **{0} 分钟**，摊到 5 天就是每天 {1} 分钟（成年人的建议量是每周 "
                "{2} 分钟起）。",
                "Your weekly goal of **{0} minutes** is {1} minutes on five days (adults are "
                "advised {2} or more)."},
               {out.number(goal), out.number(std::ceil(goal / 5.0)), out.number(recommended)});
  }
}

void write_strength(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  if (user.age_years && *user.age_years >= old_age) {
    out.bullet({"每周 3 天练平衡和腿力：扶着椅背单脚站 10 秒、坐站 10 次，防跌倒比练得狠更重要。",
                "Balance and leg strength on 3 days: stand on one leg by a chair for 10 seconds, "
                "sit to stand 10 times. Not falling matters more than training hard."});
  } else if (person.has(condition::knee_pain) || person.has(condition::back_pain)) {
    out.bullet(
        {"每周 2 天力量，绕开痛处：弹力带划船、墙面俯卧撑、臀桥各 2 组、每组 10 次，全程不疼为准。",
         "Strength on 2 days around the sore spot: band rows, wall push-ups and glute bridges, 2 "
         "sets of 10, free of pain throughout."});
  } else if (!person.has(condition::pregnancy)) {
    out.bullet({"每周 2 天力量：推、拉、蹲、髋各一个动作，2–3 组、每组 8–12 次，中间隔一天。",
                "Strength on 2 days: one push, one pull, one leg and one hip move, 2–3 sets of "
                "8–12, a day apart."});
  }
}

}  // namespace

void write_exercise(advice_text& out, const briefing& about) {
  const assessment& person = about.person;
  out.heading({"运动", "Exercise"});
  write_conditions(out, about, exercise_condition_tips, about.brief ? 2 : 4);
  write_focus(out, about, exercise_focus_tips, about.most_tips);
  if (person.is_minor) {
    out.bullet(
        {"孩子和青少年每天累计 **60 分钟**会喘、会出汗的活动，每周 3 "
         "天有跑跳或力量游戏；好玩比标准动作重要。",
         "Children and teenagers: **60 minutes** a day of moving until out of breath, with jumping "
         "or climbing on 3 days; fun beats form."});
  } else {
    write_heart_rate(out, person);
    write_week(out, person);
  }
  write_steps(out, person.user_profile());
  if (!about.brief && !person.is_minor) {
    write_strength(out, person);
    if (person.goal() == health_goal::muscle_gain) {
      write_energy(out, about);
      write_protein(out, person);
    }
    const bool heavy = person.band && *person.band >= bmi_band::obese_1;
    if (heavy && !person.has(condition::knee_pain)) {
      out.bullet({"体重大时先选对关节友好的：水里走、骑车、椭圆机，少跳。",
                  "At a higher weight choose joint-friendly moves first: water walking, cycling, "
                  "the elliptical; little jumping."});
    }
    out.bullet({"运动中胸痛、胸闷、眼前发黑或心跳乱，立刻停下就医。",
                "Chest pain, tightness, near-fainting or an irregular heartbeat: stop and get "
                "medical help."});
  }
}

}  // namespace aurawell::health
