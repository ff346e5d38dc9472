#include "domain/safety/preamble.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace aurawell::safety {

namespace {

struct first_aid {
  bilingual sign;
  bilingual now;
  bilingual then;
};

// By finding, the emergencies.
constexpr std::array steps{
    first_aid{{"有人失去意识", "Someone is unconscious"},
              {"拍肩大声喊。没有正常呼吸：叫人去拿 AED，双手按压胸口正中，每分钟 100–120 次、深 "
               "5–6 厘米，一直按到急救到场。",
               "Tap and shout. Not breathing normally: send for an AED and press hard on the "
               "middle of the chest, 100–120 times a minute, 5–6 cm deep, until help arrives."},
              {"有呼吸就让他侧躺，别喂水喂药，别离开。",
               "If breathing, roll the person onto one side, give nothing by mouth, and stay."}},
    first_aid{
        {"你说的像心脏急症", "This could be a heart attack"},
        {"马上停下一切，坐下或半躺，松开衣领，别自己开车、别走动。",
         "Stop everything, sit or half lie down, loosen your collar; don't drive, don't walk "
         "about."},
        {"叫一个人陪着，打开门锁；医生以前为这种情况开过的药，按当时的交代用，并告诉急救人员。",
         "Have someone stay and unlock the door; if a doctor prescribed something for exactly "
         "this, use it as told and say so to the crew."}},
    first_aid{{"呼吸出现危险", "Breathing is in danger"},
              {"坐直、身体前倾，开窗松衣领。噎住又咳不出声：别人从背后抱住，快速向上冲击上腹（婴儿"
               "：拍背 5 次、压胸 5 次）。",
               "Sit upright leaning forward, open a window. Choking with no sound: quick upward "
               "thrusts from behind under the ribs (a baby: 5 back blows, 5 chest thrusts)."},
              {"医生开过的急救吸入剂，按交代用，同时打电话。",
               "Use a prescribed rescue inhaler as told while the call is made."}},
    first_aid{{"这像是中风的信号", "These are signs of a stroke"},
              {"记下发作的时间：每一分钟都算数。就算几分钟后好转，也要打电话。",
               "Note the time it began: every minute counts. Call even if it passes."},
              {"让人侧躺、头略高，不吃不喝、不喂药，也别自己开车去。",
               "Lie on one side with the head slightly raised; nothing to eat or drink, no "
               "medicine, no driving."}},
    first_aid{{"这像是严重过敏", "This looks like a severe allergic reaction"},
              {"身边有医生开的肾上腺素自动注射笔，现在就按说明打在大腿外侧，然后打急救电话。",
               "If an adrenaline auto-injector was prescribed, use it now in the outer thigh as "
               "instructed, then call."},
              {"平躺抬腿；喘得厉害就坐着。离开过敏的东西，别站起来走。",
               "Lie flat with legs raised, or sit if breathing is hard; get away from the trigger; "
               "don't stand up."}},
    first_aid{{"出血需要马上止住", "The bleeding must be stopped now"},
              {"用干净的布用力直接压住伤口，血渗出来就再加一层，别揭开。",
               "Press hard straight on the wound with clean cloth; if it soaks, add more on top, "
               "don't lift it."},
              {"躺下、抬高受伤的部位；吐血、咳血要侧躺，不吃不喝。",
               "Lie down and raise the injured part; when vomiting or coughing blood lie on one "
               "side, take nothing by mouth."}},
    first_aid{{"有人在抽搐", "Someone is having a seizure"},
              {"移开周围硬物，头下垫软的，侧躺；不按住、不往嘴里塞任何东西；看表计时。",
               "Clear hard things away, put something soft under the head, roll onto one side; "
               "don't hold down, nothing in the mouth; time it."},
              {"超过 5 分钟、接连发作、第一次发作、孕妇、受伤或呼吸异常，都要叫救护车。",
               "Over 5 minutes, one after another, a first seizure, pregnancy, injury or odd "
               "breathing: ambulance."}},
    first_aid{{"这像是中毒或药物过量", "This looks like poisoning or an overdose"},
              {"别催吐，别喝牛奶或水“解毒”；煤气先开窗、把人带到外面。",
               "Don't induce vomiting and don't give milk or water as an antidote; with gas, open "
               "windows and get out."},
              {"把药盒、瓶子或剩下的东西留着给急救人员，记住大概的量和时间，人别独处。",
               "Keep the packet or bottle for the crew, note roughly how much and when, and don't "
               "leave the person alone."}},
    first_aid{{"我很担心你的安全", "I'm worried about your safety"},
              {"你愿意说出来，这很重要，也很不容易。现在请别一个人待着：马上叫一个信任的人来身边，"
               "或者去有人的地方。",
               "Saying this took courage, and it matters. Please don't be alone now: get someone "
               "you trust to come, or go where people are."},
              {"把能伤到自己的东西交给别人或放到够不着的地方。再难熬的念头也会过去，先把这一小时撑"
               "过去，有人会接住你。",
               "Put anything you could hurt yourself with out of reach. Even the worst wave "
               "passes; get through this hour, with someone beside you."}},
    first_aid{
        {"三个月以内的婴儿发烧，要当天急诊", "A fever under three months is an emergency"},
        {"现在就带去最近的儿科急诊，路上少包一层，继续喂奶。",
         "Go to the nearest emergency department now; dress the baby lightly and keep feeding."},
        {"不自己喂退烧药、不捂汗；叫不醒、拒奶、呼吸费力、皮肤发紫或有不退的红点，立刻打急救电话。",
         "No fever medicine on your own, no bundling up; hard to wake, not feeding, laboured "
         "breathing, blue skin or a rash that doesn't fade: call the emergency number."}},
};
static_assert(steps.size() == static_cast<std::size_t>(finding::infant_fever) + 1);

// By region, in its order.
constexpr std::array call_lines{
    bilingual{"现在就打急救电话：**中国 120**，美国 911，欧洲 112，其他地区打当地急救号码。",
              "Call the emergency number now: **911** in the US, **112** in the EU, **120** in "
              "China, elsewhere your local number."},
    bilingual{"现在就打急救电话 **120**。", "Call **120** for an ambulance now."},
    bilingual{"现在就打急救电话 **911**。", "Call **911** now."},
    bilingual{"现在就打急救电话 **112**。", "Call **112** now."},
};

constexpr std::array hospital_lines{
    bilingual{"现在就去医院，不等到明天；去不了或孩子状态不好，打 **120**（美国 911，欧洲 112）。",
              "Go to hospital now, don't wait for tomorrow; if you can't get there or the baby "
              "looks unwell, call **911** in the US, **112** in the EU, **120** in China."},
    bilingual{"现在就去医院，不等到明天；去不了或孩子状态不好，打 **120**。",
              "Go to hospital now, don't wait for tomorrow; if you can't get there or the baby "
              "looks unwell, call **120**."},
    bilingual{"现在就去医院，不等到明天；去不了或孩子状态不好，打 **911**。",
              "Go to hospital now, don't wait for tomorrow; if you can't get there or the baby "
              "looks unwell, call **911**."},
    bilingual{"现在就去医院，不等到明天；去不了或孩子状态不好，打 **112**。",
              "Go to hospital now, don't wait for tomorrow; if you can't get there or the baby "
              "looks unwell, call **112**."},
};

constexpr std::array crisis_lines{
    bilingual{
        "现在就打：**中国 12356**（心理援助热线）；美国 988，欧洲 112。已经受伤或马上有危险，打 "
        "**120**（美国 911）。",
        "Call now: **988** in the US, **112** in the EU, **12356** in China. If you are hurt "
        "or in immediate danger: **911** in the US, **120** in China."},
    bilingual{"现在就打 **12356**（全国心理援助热线）。已经受伤或马上有危险，打 **120**。",
              "Call **12356** now, the crisis line. If you are hurt or in immediate danger, call "
              "**120**."},
    bilingual{"现在就打或发短信到 **988**（危机热线）。已经受伤或马上有危险，打 **911**。",
              "Call or text **988** now, the crisis line. If you are hurt or in immediate danger, "
              "call **911**."},
    bilingual{"现在就打 **112**，他们会帮你接通危机干预。已经受伤或马上有危险，也打 **112**。",
              "Call **112** now and say that you need crisis help; the same number if you are hurt "
              "or in immediate danger."},
};

constexpr std::array ambulance_reminders{
    bilingual{"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
              "**120**（美国 911，欧洲 112）。",
              "**First, a reminder**: what you described earlier may be urgent. Unless a doctor "
              "has seen it, or if it comes back, call **911** (US), **112** (EU) or **120** "
              "(China) now."},
    bilingual{"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
              "**120**。",
              "**First, a reminder**: what you described earlier may be urgent. Unless a doctor "
              "has seen it, or if it comes back, call **120** now."},
    bilingual{"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
              "**911**。",
              "**First, a reminder**: what you described earlier may be urgent. Unless a doctor "
              "has seen it, or if it comes back, call **911** now."},
    bilingual{"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
              "**112**。",
              "**First, a reminder**: what you described earlier may be urgent. Unless a doctor "
              "has seen it, or if it comes back, call **112** now."},
};

constexpr std::array crisis_reminders{
    bilingual{"**你前面说的话我还记着**。如果那些念头还在，请打 **12356**（美国 988，欧洲 "
              "112），并让一个信任的人陪着你。",
              "**I have not forgotten what you said earlier.** If those thoughts are still there, "
              "call **988** (US), **112** (EU) or **12356** (China), and have someone you trust "
              "with you."},
    bilingual{
        "**你前面说的话我还记着**。如果那些念头还在，请打 **12356**，并让一个信任的人陪着你。",
        "**I have not forgotten what you said earlier.** If those thoughts are still there, "
        "call **12356**, and have someone you trust with you."},
    bilingual{"**你前面说的话我还记着**。如果那些念头还在，请打 **988**，并让一个信任的人陪着你。",
              "**I have not forgotten what you said earlier.** If those thoughts are still there, "
              "call or text **988**, and have someone you trust with you."},
    bilingual{"**你前面说的话我还记着**。如果那些念头还在，请打 **112**，并让一个信任的人陪着你。",
              "**I have not forgotten what you said earlier.** If those thoughts are still there, "
              "call **112**, and have someone you trust with you."},
};

static_assert(call_lines.size() == static_cast<std::size_t>(region::european_union) + 1);

struct young_line {
  finding sign;
  int below_age;
  bilingual text;
};

// Comes on top of what holds for everybody: the age is the member's, and the emergency may
// be somebody else's.
constexpr std::array young_lines{
    young_line{finding::unconscious,
               13,
               {"如果是孩子：按压深度约为胸部厚度的三分之一；会人工呼吸就先吹 5 口气，再每按 15–30 "
                "次吹 2 口；婴儿用两根手指按。",
                "If it is a child: press a third of the chest's depth; if you know how, give 5 "
                "breaths first, then 2 after every 15–30 pushes; two fingers for a baby."}},
    young_line{finding::poisoning,
               13,
               {"如果是孩子：吞下纽扣电池、磁珠、清洁剂或大人的药，没有不舒服也要马上去急诊。",
                "If it is a child: after a button battery, magnets, cleaner or an adult's medicine "
                "go to hospital at once, even without symptoms."}},
    young_line{
        finding::self_harm,
        18,
        {"现在就告诉一个你信任的大人：爸妈、亲戚、老师、学校心理老师，或朋友的爸妈。这不是你的"
         "错，也不用一个人扛。",
         "Tell an adult you trust right now: a parent, relative, teacher, school counsellor "
         "or a friend's parent. It is not your fault, and you don't have to carry it "
         "alone."}},
};

std::string_view line_for_young(finding sign, std::optional<int> age_years, language lang) {
  for (const young_line& line : young_lines) {
    if (line.sign == sign && age_years && *age_years < line.below_age) {
      return line.text.in(lang);
    }
  }
  return {};
}

bool needs_ambulance(finding_set emergencies) {
  return emergencies.reset(static_cast<std::size_t>(finding::self_harm)).any();
}

void add_paragraph(std::string& out, std::string_view text) {
  out += out.empty() ? "" : "\n\n";
  out += text;
}

std::string_view call_line(const finding_set& emergencies, language lang, std::size_t where) {
  const bool only_infant = emergencies.count() == 1 && has(emergencies, finding::infant_fever);
  return (only_infant ? hospital_lines : call_lines)[where].in(lang);
}

}  // namespace

std::string emergency_preamble(const finding_set& found, language lang, region where,
                               std::optional<int> age_years) {
  constexpr std::size_t most = 2;
  const auto place = static_cast<std::size_t>(where);
  const finding_set emergencies = emergencies_of(found);
  std::string out;
  std::size_t written = 0;
  bool crisis_named = false;
  for (std::size_t i = 0; i < steps.size() && written < most; ++i) {
    if (!emergencies[i]) {
      continue;
    }
    add_paragraph(out, "### ");
    out += steps[i].sign.in(lang);
    if (written == 0 && needs_ambulance(emergencies)) {
      add_paragraph(out, call_line(emergencies, lang, place));
    }
    if (i == static_cast<std::size_t>(finding::self_harm)) {
      add_paragraph(out, crisis_lines[place].in(lang));
      crisis_named = true;
    }
    add_paragraph(out, "- ");
    out += steps[i].now.in(lang);
    out += "\n- ";
    out += steps[i].then.in(lang);
    const auto young = line_for_young(static_cast<finding>(i), age_years, lang);
    if (!young.empty()) {
      out += "\n- ";
      out += young;
    }
    ++written;
  }
  if (has(emergencies, finding::self_harm) && !crisis_named) {
    add_paragraph(out, crisis_lines[place].in(lang));
  }
  return out;
}

std::string emergency_reminder(const finding_set& earlier, language lang, region where) {
  const auto place = static_cast<std::size_t>(where);
  const finding_set emergencies = emergencies_of(earlier);
  std::string out;
  if (needs_ambulance(emergencies)) {
    add_paragraph(out, ambulance_reminders[place].in(lang));
  }
  if (has(emergencies, finding::self_harm)) {
    add_paragraph(out, crisis_reminders[place].in(lang));
  }
  return out;
}

}  // namespace aurawell::safety
