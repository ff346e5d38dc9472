#include "domain/coach/opening.hpp"

#include <array>
#include <string>

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
  const auto style = person.user_profile().style;
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

void write_warnings(advice_text& out, const assessment& person) {
  const profile& user = person.user_profile();
  if (user.pressure) {
    write_pressure_warning(out, *user.pressure);
  }
  constexpr int fast_pulse = 120;
  if (user.resting_heart_rate && *user.resting_heart_rate >= fast_pulse) {
    out.paragraph(
        {"**静息心率 {0} 太快了**：坐着休息 10 分钟再数，仍超过 120 或伴胸痛、气短，马上就医。",
         "**A resting pulse of {0} is too fast**: sit for 10 minutes and count again; if still "
         "above 120, or with chest pain or breathlessness, get care at once."},
        {out.number(*user.resting_heart_rate)});
  }
}

void write_closing(advice_text& out, const assessment& person, const topic& about) {
  const auto style = person.user_profile().style;
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
