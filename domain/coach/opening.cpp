#include "domain/coach/opening.hpp"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

namespace {

constexpr std::array style_openings{
    bilingual{
        "您好。以下建议依据您提供的信息整理，供您参考。",
        "Good day. The following recommendations are based on the information you have provided."},
    bilingual{"好，咱们直接说重点。", "Right, let's get straight to it."},
    bilingual{"你愿意开口问，就已经迈出了第一步，接下来一步一步拿下它！",
              "Asking is already the first step. Now let's build on it!"},
    bilingual{
        "谢谢你愿意说出来。我们慢慢来，不着急，也不用一次做到最好。",
        "Thank you for sharing this. We'll take it gently, with no need to get everything right."},
};

constexpr std::array style_closings{
    bilingual{"如情况有变化，欢迎随时补充信息，我将据此更新建议。",
              "Should anything change, please share the details and the recommendations will be "
              "updated."},
    bilingual{"先挑最容易的那条试一周，回头告诉我感觉怎么样。",
              "Pick the easiest one, try it for a week, and tell me how it went."},
    bilingual{"今天就选一条开始，做到就是赢，明天再赢一次！",
              "Choose one and start today. Do it once, that's a win; tomorrow, win again!"},
    bilingual{"做到一点点也算数；哪天没做到，第二天重新开始就好。",
              "A little counts. If a day slips by, simply start again the next."},
};

bilingual topic_opening(const topic& about) {
  if (about.full_plan) {
    return {"下面是一份五个方面的计划，每块只留最值得做的几件事。",
            "Here is a plan in five parts, each cut down to what is most worth doing."};
  }
  if (about.tired) {
    return {"总觉得累很磨人，好在多数时候能找到原因。先看三样：睡眠、压力和活动。",
            "Feeling tired all the time wears you down, and mostly there is a reason to be found. "
            "Let's look at three things: sleep, stress and movement."};
  }
  if (has(about.areas, area::mind)) {
    return {"听起来你最近不轻松。下面的办法不用全做，挑一个现在做得到的。",
            "It sounds like a hard stretch. You don't need all of this; pick the one you can "
            "manage now."};
  }
  return {"", ""};
}

std::string gender_text(const advice_text& out, gender sex) {
  switch (sex) {
    case gender::male: return out.say({"男", "male"});
    case gender::female: return out.say({"女", "female"});
    case gender::other: break;
  }
  return out.say({"性别：其他", "gender: other"});
}

std::string height_text(const advice_text& out, const profile& who) {
  if (out.lang() == language::en && who.units == unit_system::imperial) {
    const int inches = static_cast<int>(std::lround(*who.height_cm / 2.54));
    return std::to_string(inches / 12) + " ft " + std::to_string(inches % 12) + " in";
  }
  return out.number(*who.height_cm, 1) + out.say({" 厘米", " cm"});
}

void add_measurements(std::vector<std::string>& known, const advice_text& out, const profile& who) {
  if (who.sleep_hours) {
    known.push_back(out.say({"每晚睡 {0}", "{0} of sleep"}, {hours_text(out, *who.sleep_hours)}));
  }
  if (who.steps) {
    known.push_back(out.say({"{0} 步", "{0} steps"}, {out.number(*who.steps)}));
  }
  if (who.stress_level) {
    known.push_back(out.say({"压力 {0}/10", "stress {0}/10"}, {out.number(*who.stress_level)}));
  }
  if (who.pressure) {
    known.push_back(out.say(
        {"血压 {0}/{1}", "blood pressure {0}/{1}"},
        {out.number(who.pressure->systolic_mmhg), out.number(who.pressure->diastolic_mmhg)}));
  }
  if (who.resting_heart_rate) {
    known.push_back(
        out.say({"静息心率 {0}", "resting heart rate {0}"}, {out.number(*who.resting_heart_rate)}));
  }
}

std::vector<std::string> known_facts(const advice_text& out, const assessment& person) {
  const profile& who = person.who();
  std::vector<std::string> known;
  if (who.age_years) {
    known.push_back(out.say({"{0} 岁", "age {0}"}, {out.number(*who.age_years)}));
  }
  if (who.sex) {
    known.push_back(gender_text(out, *who.sex));
  }
  if (who.height_cm) {
    known.push_back(height_text(out, who));
  }
  if (who.weight_kg) {
    known.push_back(weight_text(out, who, *who.weight_kg));
  }
  add_measurements(known, out, who);
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

// By profile_field, with the range that holds.
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

void write_pressure_warning(advice_text& out, const blood_pressure& pressure) {
  const int high = pressure.systolic_mmhg;
  const int low = pressure.diastolic_mmhg;
  const std::string reading = out.number(high) + "/" + out.number(low);
  if (high >= 180 || low >= 120) {
    out.paragraph({"**先处理血压**：{0} 已到危险范围。安静坐 5 "
                   "分钟再量一次，还是这么高，今天就去急诊；有胸痛、剧烈头痛、看不清或半边没力，打 "
                   "120（美国 911，欧洲 112）。在这之前先别运动。",
                   "**Blood pressure first**: {0} is in the dangerous range. Sit quietly for 5 "
                   "minutes and measure again; if it stays there, get emergency care today, and "
                   "with chest pain, severe headache, blurred sight or weakness on one side call "
                   "911 (US), 112 (EU) or 120 (China). No exercise until then."},
                  {reading});
  } else if (high >= 140 || low >= 90) {
    out.paragraph(
        {"**血压 {0} 偏高**（140/90 "
         "起算高）：一周内每天早晚各量一次，平均仍高就去看医生；在吃降压药的照吃，别自己改。",
         "**Your blood pressure of {0} is high** (140/90 and above): measure morning and evening "
         "for a week and see a doctor if the average stays up; keep taking any prescribed medicine "
         "as it is."},
        {reading});
  } else if (high < 90 || low < 60) {
    out.paragraph({"**血压 {0} 偏低**：没有不舒服通常不要紧；头晕、乏力或晕倒过，就去看医生。",
                   "**Your blood pressure of {0} is low**: harmless if you feel well; with "
                   "dizziness, weakness or fainting see a doctor."},
                  {reading});
  }
}

}  // namespace

void write_introduction(advice_text& out) {
  out.quote({"我是内置的离线教练，没有接入大语言模型，回答来自公开的公式和写好的规则。",
             "I'm the built-in offline coach: no language model is connected, so this comes from "
             "published formulas and written rules."});
}

void write_greeting(advice_text& out, const assessment& person, const topic& about) {
  const auto style = person.who().style;
  const bilingual on_topic = topic_opening(about);
  std::string text = style ? out.say(style_openings[static_cast<std::size_t>(*style)]) : "";
  if (!on_topic.zh.empty()) {
    text += text.empty() ? "" : out.say({"", " "});
    text += out.say(on_topic);
  }
  if (!text.empty()) {
    out.paragraph({"{0}", "{0}"}, {text});
  }
}

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

void write_warnings(advice_text& out, const assessment& person) {
  const profile& who = person.who();
  if (who.pressure) {
    write_pressure_warning(out, *who.pressure);
  }
  constexpr int fast_pulse = 120;
  if (who.resting_heart_rate && *who.resting_heart_rate >= fast_pulse) {
    out.paragraph(
        {"**静息心率 {0} 太快了**：坐着休息 10 分钟再数，仍超过 120 或伴胸痛、气短，马上就医。",
         "**A resting pulse of {0} is too fast**: sit for 10 minutes and count again; if still "
         "above 120, or with chest pain or breathlessness, get care at once."},
        {out.number(*who.resting_heart_rate)});
  }
}

void write_closing(advice_text& out, const assessment& person, const topic& about) {
  const auto style = person.who().style;
  if (style) {
    out.paragraph(style_closings[static_cast<std::size_t>(*style)]);
  } else if (about.full_plan || about.areas.any() || about.tired) {
    out.paragraph({"不用一次全改：先做最容易的一条，稳住一周，再加下一条。",
                   "No need to change it all at once: start with the easiest step, hold it for a "
                   "week, then add the next."});
  }
}

void write_disclaimer(advice_text& out) {
  out.paragraph({"*以上内容由 AI 自动生成，仅供参考，不是医疗建议。*",
                 "*This answer was made automatically by AI and is not medical advice.*"});
}

}  // namespace aurawell::health
