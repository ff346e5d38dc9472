#include "domain/coach/area_advice.hpp"

#include <array>
#include <cmath>
#include <string>

namespace aurawell::health {

namespace {

constexpr std::array band_names{
    bilingual{"偏瘦", "underweight"},
    bilingual{"正常", "in the normal range"},
    bilingual{"超重", "overweight"},
    bilingual{"肥胖 I 级", "obesity class I"},
    bilingual{"肥胖 II 级", "obesity class II"},
    bilingual{"肥胖 III 级", "obesity class III"},
};

constexpr std::array weight_focus_tips{
    focus_tip{"平台期|掉不下去|不掉秤|减不下去|瘦不下来|plateau|stuck|not losing|can't lose",
              {"遇到平台期先别再少吃：记一周吃喝，把偷偷多出来的油、零食和饮料找出来，再每天多走 "
               "2,000 步，两周后看均值。",
               "On a plateau, don't eat even less yet: log a week to find the hidden oil, snacks "
               "and drinks, add 2,000 steps a day, and judge by the two-week average."},
              condition::eating_disorder},
    focus_tip{"小肚子|肚子大|肚腩|腰围|腹部|belly|waist|abdominal|love handles",
              {"肚子没法单独瘦，但内脏脂肪对走路、睡够和少喝酒、少喝甜饮料反应最快；腰围男性低于 "
               "90 厘米、女性低于 85 厘米是国内的参考线。",
               "You can't pick where fat goes, but belly fat responds first to walking, enough "
               "sleep and less alcohol and sugar. A waist below half your height is a good mark."}},
    focus_tip{"反弹|rebound|regain*|yo-yo|yoyo|gained it back",
              {"怕反弹，就把减重期的吃法过渡到维持：达标后每周加 100 千卡，加到体重稳住为止。",
               "To keep it off, ease back: once there, add 100 kcal a week until your weight holds "
               "steady."},
              condition::eating_disorder},
};

void write_band(advice_text& out, const assessment& person) {
  const std::string bmi = out.number(*person.bmi, 1);
  const std::string name = out.say(band_names[static_cast<std::size_t>(*person.band)]);
  const std::string range = weight_range_text(out, person.user_profile(), *person.ideal);
  out.bullet(
      {"BMI **{0}**，按世卫组织标准属于**{1}**；你这个身高的健康体重是 **{2}**。",
       "Your BMI is **{0}**, **{1}** by WHO bands; a healthy weight at your height is **{2}**."},
      {bmi, name, range});
  const double value = *person.bmi;
  if (out.lang() == language::zh && value >= 24 && value < 25) {
    out.bullet({"中国成人标准更严一些，24 起就算超重，按它你刚过线，不用急，但可以开始留意。", ""});
  } else if (out.lang() == language::zh && value >= 28 && value < 30) {
    out.bullet({"中国成人标准更严一些，28 起就算肥胖，按它已经过线。", ""});
  }
  const auto age = person.user_profile().age_years;
  if (age && *age >= old_age && person.band == bmi_band::overweight) {
    out.bullet({"65 岁以后体重略高不必急着减，先保住肌肉和腿力；真要减，慢一点，蛋白质不能少。",
                "From 65 on, a little extra weight needs no hurry: keep muscle and leg strength "
                "first, and if you do lose, slowly and with enough protein."});
  }
  constexpr double severe_thinness = 16;
  if (value < severe_thinness) {
    out.bullet({"这个数值低得需要医生看一看，尤其是体重在不知不觉往下掉的时候，请尽快约一次。",
                "That is low enough to see a doctor soon, above all if the weight is dropping by "
                "itself."});
  }
}

// Writes how many kilograms to the nearest healthy weight or to the person's own target, and how
// long that takes.
void write_distance(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  double aim = *person.band == bmi_band::underweight ? person.ideal->low_kg : person.ideal->high_kg;
  if (user.target_weight_kg) {
    if (*user.target_weight_kg < person.ideal->low_kg) {
      out.bullet(
          {"你定的目标 **{0}** 低于健康范围，我建议不要低于 **{1}**。",
           "Your target of **{0}** is below the healthy range; I would not go under **{1}**."},
          {weight_text(out, user, *user.target_weight_kg),
           weight_text(out, user, person.ideal->low_kg)});
      return;
    }
    aim = *user.target_weight_kg;
  }
  const double gap = to_tenth(std::abs(*user.weight_kg - aim));
  const bool losing = aim < *user.weight_kg;
  const bool wanted =
      user.target_weight_kg || (losing && person.direction != weight_direction::gain) ||
      (person.band == bmi_band::underweight && person.direction == weight_direction::gain);
  double pace = goal_pace_kg_per_week;
  if (person.daily_kcal) {  // the lower energy limit may slow the pace
    const auto way = losing ? weight_direction::lose : weight_direction::gain;
    pace = energy_for(way, *person.daily_kcal, user.sex.value_or(gender::other)).kg_per_week;
  }
  constexpr double least_gap_kg = 0.5;
  constexpr double least_pace = 0.1;
  if (!wanted || gap < least_gap_kg || pace < least_pace) {
    return;
  }
  out.bullet(
      {"离 **{0}** 还有 **{1}**，每周变化约 {2}，大约要 **{3} 周**。先看前 5%，不必一口气到底。",
       "**{0}** is **{1}** away; at about {2} a week that takes roughly **{3} weeks**. Aim for the "
       "first 5% and take it from there."},
      {weight_text(out, user, aim), weight_text(out, user, gap),
       pace_text(out, person.user_profile(), pace), out.number(std::ceil(gap / pace))});
}

void write_direction(advice_text& out, const assessment& person) {
  const auto goal = person.goal();
  const bool thin = person.band == bmi_band::underweight;
  if (thin && goal == health_goal::weight_loss) {
    out.bullet(
        {"你现在已经偏瘦，我不建议再减。如果总觉得自己胖、吃东西有负罪感，找医生或信任的人聊聊，这"
         "很常见，也能好。",
         "You are already underweight, so I can't recommend losing more. If you feel too big or "
         "guilty about eating, please talk to a doctor or someone you trust; it is common and it "
         "gets better."});
  } else if (person.band == bmi_band::normal && goal == health_goal::weight_loss) {
    out.bullet({"体重已在健康范围里，不急着掉秤：加上力量训练、减一点腰围，看起来的变化比数字大。",
                "You are already in the healthy range, so the scale matters less: strength work "
                "and a smaller waist will show more than the number."});
  } else if (thin || goal == health_goal::weight_gain) {
    out.bullet(
        {"想长得结实：每天加两顿 200–300 "
         "千卡的加餐（酸奶、豆浆、香蕉、鸡蛋、坚果里挑你能吃的），一周两三次力量训练。",
         "To gain well: two extra snacks of 200–300 kcal (choose what suits you from yogurt, soy "
         "milk, bananas, eggs and nuts) and strength training two or three times a week."});
  }
}

void write_withheld(advice_text& out, const assessment& person) {
  if (person.is_minor) {
    out.bullet(
        {"成长期的体重看生长曲线，由儿科或儿保医生来判断；家里能做的是规律三餐、少甜饮料、多户外，"
         "不拿体重开玩笑。",
         "A growing body is judged on growth charts by a paediatrician; what helps at home is "
         "regular meals, few sweet drinks, time outdoors, and no jokes about weight."});
  } else if (person.has(condition::pregnancy)) {
    out.bullet({"孕期体重本来就该增，BMI 分级和减重目标我都不给；增多少，跟产检医生定。",
                "Weight should rise in pregnancy, so I give no BMI band and no weight goal; agree "
                "the pace with your antenatal team."});
  } else if (person.has(condition::breastfeeding)) {
    out.bullet({"哺乳或产后阶段我不给热量目标；身体恢复优先，想减重等产后复查时和医生商量。",
                "While breastfeeding or just after birth I set no calorie goal; recovery comes "
                "first, and weight is a question for the postnatal check."});
  } else if (person.has(condition::eating_disorder)) {
    out.bullet({"我不给热量和减重数字，这些数字可能让你更难受；体重的事交给治疗团队。",
                "I leave out calories and weight goals, because they can make things harder; let "
                "your care team hold the numbers."});
  }
}

void write_losing_habits(advice_text& out, const assessment& person) {
  out.bullet({"最省力的三刀：甜饮料换白水，晚饭主食减三分之一，饭后走 15 分钟。",
              "Three easy cuts: water instead of sweet drinks, a third less starch at dinner, a "
              "15-minute walk after meals."});
  write_protein(out, person);
  write_heart_rate(out, person);
  const auto slept = person.user_profile().sleep_hours;
  constexpr double short_night = 6;
  if (slept && *slept < short_night) {
    out.bullet({"每晚只睡 {0}，人会更饿、更馋甜食；把觉补上，减重会省力很多。",
                "Sleeping {0} makes you hungrier, above all for sweets; mending sleep makes losing "
                "weight much easier."},
               {hours_text(out, *slept)});
  }
}

}  // namespace

void write_weight(advice_text& out, const briefing& about) {
  const assessment& person = about.person;
  out.heading({"体重", "Weight"});
  write_withheld(out, person);
  if (person.band && !person.has(condition::eating_disorder)) {
    write_band(out, person);
    if (!person.numbers_withheld()) {
      write_distance(out, person);
    }
  } else if (person.ideal && !person.numbers_withheld()) {
    out.bullet({"你这个身高的健康体重是 **{0}**（BMI 18.5–24.9）。",
                "A healthy weight at your height is **{0}** (BMI 18.5–24.9)."},
               {weight_range_text(out, person.user_profile(), *person.ideal)});
  } else if (!person.numbers_withheld()) {
    out.bullet({"没有身高体重也能先看一样：腰围最好小于身高的一半。",
                "Without height and weight there is still one check: keep your waist below half "
                "your height."});
  }
  if (!person.numbers_withheld()) {
    write_direction(out, person);
    if (!about.energy_elsewhere) {
      write_energy(out, about);
    }
  }
  write_focus(out, about, weight_focus_tips, about.most_tips);
  if (!person.numbers_withheld() && (!about.brief || !person.band)) {
    out.bullet({"每周固定两个早晨空腹称重，看两周的平均，别被一天的水分吓到。",
                "Weigh yourself on two fixed mornings a week and follow the two-week average; "
                "single days mostly show water."});
  }
  if (!about.brief && !person.numbers_withheld() && person.direction == weight_direction::lose) {
    write_losing_habits(out, person);
  }
}

}  // namespace aurawell::health
