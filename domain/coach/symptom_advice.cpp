#include "domain/coach/area_advice.hpp"

#include <algorithm>
#include <array>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

struct complaint {
  std::string_view phrases;
  bilingual title;
  bilingual first;
  bilingual second;
  bilingual doctor;
};

constexpr std::array complaints{
    complaint{"胸闷|胸口闷|胸口有点闷|胸口不舒服|胸痛|胸口疼|胸口痛|胸疼|chest pain|chest "
              "feels|chest is tight|chest discomfort|tight chest|chest tightness|chest hurts",
              {"胸口不舒服", "Chest discomfort"},
              {"胸口的不舒服我不敢往轻里说：现在先停下歇着，别运动，今天就去医院做个心电图。",
               "I won't play down anything in the chest: stop and rest now, no exercise, and have "
               "an ECG done today."},
              {"记下几点开始、多久、什么时候加重（走路、情绪、饭后、深呼吸），医生最需要这些。",
               "Note when it began, how long it lasts, and what makes it worse (walking, upset, "
               "meals, deep breaths)."},
              {"超过 10 分钟不缓解，或痛到左臂、下巴、后背，出冷汗，喘不上气：马上打 120（美国 "
               "911，欧洲 112）。",
               "If it lasts over 10 minutes, spreads to arm, jaw or back, or comes with sweating "
               "or breathlessness: call 911 (US), 112 (EU) or 120 (China) at once."}},
    complaint{
        "头疼|头痛|偏头痛|headache*|migraine*|head hurts",
        {"头痛", "Headache"},
        {"先喝一杯水，到暗一点、安静的地方躺 20 "
         "分钟，再想想最近是不是没睡够、没吃饭、看屏幕太久或肩颈太紧。",
         "Drink a glass of water, lie down somewhere dark and quiet for 20 minutes, and ask what "
         "is behind it: little sleep, a missed meal, long screen time, a stiff neck."},
        {"记一周头痛日记：几点开始、多久、吃了什么、睡了几小时，看医生时很有用。",
         "Keep a headache diary for a week (start, length, food, sleep); it helps a doctor a lot."},
        {"突然出现、从没这么疼过的头痛，或伴有发烧脖子硬、呕吐、看不清、说话不利索、半边没力：马上"
         "去急诊。",
         "A sudden worst-ever headache, or one with fever and stiff neck, vomiting, blurred sight, "
         "slurred speech or weakness on one side: emergency care now."}},
    complaint{
        "感冒|咳嗽|流鼻涕|鼻塞|嗓子疼|喉咙痛|喉咙疼|流感|发烧|发热|cold|cough*|flu|sore "
        "throat|runny nose|fever",
        {"感冒、咳嗽或发烧", "Cold, cough or fever"},
        {"多数是病毒，靠休息和喝水扛过去：少量多次喝温水，房间通风，睡够，停几天运动。",
         "Most are viral and pass with rest: sip warm drinks often, air the room, sleep, and skip "
         "training for a few days."},
        {"早晚各量一次体温，连同症状记下来；和家人分开毛巾杯子，出门戴口罩。",
         "Take your temperature morning and evening and note it; keep your own towel and cup, and "
         "wear a mask outside."},
        {"高烧超过三天、喘不上气、胸痛、意识迷糊、喝不进水，或是老人、孕妇、小婴儿发烧：尽快就医。",
         "Fever beyond three days, breathlessness, chest pain, confusion, not keeping fluids down, "
         "or fever in the old, the pregnant or a small baby: see a doctor soon."}},
    complaint{
        "肚子疼|肚子痛|胃痛|胃疼|腹痛|腹泻|拉肚子|恶心|呕吐|胃胀|stomach ache|stomachache|stomach "
        "pain|diarrh*|nausea|vomit*|bloat*|indigestion",
        {"肠胃不舒服", "Stomach trouble"},
        {"先让肠胃歇一歇：少量多次喝水或口服补液，吃粥、面、馒头、香蕉，避开油、辣、奶和酒一两天。",
         "Rest the gut: small sips of water or rehydration drink, plain rice, toast or banana; no "
         "fat, spice, milk or alcohol for a day or two."},
        {"想想 24 小时内吃了什么、身边有没有人一样，记下次数和样子。",
         "Recall what you ate in the last 24 hours and whether others are ill, and note how often "
         "and what it looks like."},
        {"疼得越来越集中（尤其右下腹）、便血黑便、高烧、一天吐或拉十次以上、尿很少：当天就医。",
         "Pain settling in one place (above all lower right), blood or black stool, high fever, "
         "vomiting or diarrhoea ten times a day, hardly any urine: see a doctor today."}},
    complaint{
        "头晕|眩晕|晕|dizz*|lightheaded|light-headed|vertigo",
        {"头晕", "Dizziness"},
        {"先坐下或躺下，避免摔倒；起身分三步：躺、坐一分钟、再站。看看是不是没吃饭、没喝水、没睡好"
         "。",
         "Sit or lie down so you don't fall, and rise in steps: lie, sit for a minute, stand. "
         "Check for missed meals, little water, little sleep."},
        {"有血压计就量一次坐着的和站起来一分钟后的，把两个数记下来。",
         "If you have a monitor, take your blood pressure sitting and one minute after standing."},
        {"晕倒过、伴心慌胸痛、黑便，或走路歪、说话不清、看东西重影：马上就医。",
         "Fainting, palpitations or chest pain, black stool, or unsteady walking, slurred speech, "
         "double vision: get care at once."}},
    complaint{
        "腰疼|腰痛|背疼|背痛|脖子疼|颈椎|肩膀疼|肩痛|膝盖疼|膝盖痛|关节痛|back pain|backache|neck "
        "pain|shoulder pain|knee pain|knee hurts|joint pain|sore back",
        {"颈肩腰腿痛", "Aches of back, neck or joints"},
        {"多数几周内会好，关键是别一直躺：疼痛允许的范围里每小时走动几分钟，热敷 15–20 分钟。",
         "Most ease within weeks, and staying in bed slows it: move a few minutes every hour as "
         "pain allows, with 15–20 minutes of warmth."},
        {"检查一下坐姿：屏幕齐眼高，脚能踩实，每 40 分钟起来一次。",
         "Check how you sit: screen at eye level, feet flat, up every 40 minutes."},
        {"腿或手发麻没力、大小便异常、夜里疼醒、发烧或外伤之后疼：尽快就医。",
         "Numb or weak limbs, bladder or bowel trouble, pain that wakes you, fever, or pain after "
         "an injury: see a doctor soon."}},
    complaint{"心慌|心悸|心跳快|心跳很快|palpitation*|heart racing|racing heart|heart pounding",
              {"心慌", "Palpitations"},
              {"坐下慢慢呼气五分钟，数一分钟脉搏记下来；咖啡、浓茶、熬夜、紧张和脱水都会引起。",
               "Sit, breathe out slowly for five minutes, and count your pulse for a minute; "
               "coffee, short nights, nerves and dehydration all cause it."},
              {"这几天停掉咖啡和酒，睡够，记录发作的时间和当时在做什么。",
               "Leave out coffee and alcohol for some days, sleep, and log when it happens and "
               "what you were doing."},
              {"伴胸痛、气短、快晕倒，或安静时脉搏超过 120、忽快忽慢：马上就医。",
               "With chest pain, breathlessness, near-fainting, or a resting pulse above 120 or "
               "irregular: get care at once."}},
    complaint{
        "痛经|月经|经期|大姨妈|period pain|period cramps|cramps|menstrua*|my period",
        {"经期不适", "Period trouble"},
        {"热敷小腹 20 分钟、散步或轻柔拉伸常常管用，这几天睡够，少喝冰的和含咖啡因的。",
         "Warmth on the belly for 20 minutes, walking and gentle stretching often help; sleep "
         "enough and go easy on caffeine."},
        {"记录周期、量和疼痛分数，连记三个月，规律就看得出来。",
         "Track cycle, flow and a pain score for three months and the pattern shows."},
        {"疼到影响上班上学、一小时湿透一片卫生巾、两次月经之间出血、停经且可能怀孕：去看妇科。",
         "Pain that stops work or school, a pad soaked in an hour, bleeding between periods, or a "
         "missed period with possible pregnancy: see a doctor."}},
    complaint{"掉头发|脱发|长痘|痘痘|皮肤|湿疹|过敏|痒|hair loss|losing "
              "hair|acne|pimple*|rash*|eczema|itch*|skin",
              {"皮肤和头发", "Skin and hair"},
              {"先减刺激：温水洗、少换产品、保湿、睡够，压力和突然节食都会让皮肤和头发变差。",
               "Take away irritation first: lukewarm water, few products, moisturise, sleep; "
               "stress and crash diets show on skin and hair."},
              {"每周同一光线拍张照，四周后再比，比每天照镜子可靠。",
               "Take a photo a week in the same light and compare after four weeks."},
              {"起疹伴发烧、嘴唇脸肿、快速扩散，或成片掉发、痘又大又疼：去看皮肤科；喘不上气就打急"
               "救电话。",
               "Rash with fever, swollen lips or face, fast spread, bald patches or large painful "
               "spots: see a dermatologist; trouble breathing means the emergency number."}},
    complaint{
        "戒烟|抽烟|吸烟|烟瘾|电子烟|quit smoking|stop smoking|smoking|cigarette*|vaping|nicotine",
        {"戒烟", "Quitting smoking"},
        {"定一个两周内的戒烟日，前一天把烟、打火机和烟灰缸都清掉，并告诉身边的人；烟瘾一阵通常 3–5 "
         "分钟，喝水、走动、深呼吸就能熬过去。",
         "Set a quit day within two weeks, clear out cigarettes and lighters the day before and "
         "tell people; a craving lasts 3–5 minutes, and water, a walk or slow breaths see it off."},
        {"复吸不等于失败，多数人试几次才成：记下那一刻在哪、和谁、什么心情，下次先绕开它。",
         "A relapse is no failure, most people need several tries: note where, with whom and in "
         "what mood it happened, and steer around it next time."},
        {"戒烟门诊和戒烟热线能让成功率翻倍（中国 12320，美国 "
         "1-800-784-8669）；咳血、胸痛、越走越喘，要尽快就医。",
         "A clinic or quitline roughly doubles your odds (US 1-800-784-8669, China 12320); "
         "coughing blood, chest pain or growing breathlessness: see a doctor soon."}},
};

}  // namespace

bool names_complaint(std::string_view folded_text) {
  return std::any_of(complaints.begin(), complaints.end(),
                     [&](const complaint& each) { return has_any(folded_text, each.phrases); });
}

void write_symptom(advice_text& out, const briefing& about) {
  for (const complaint& each : complaints) {
    if (has_any(about.text, each.phrases)) {
      out.heading(each.title);
      out.bullet(each.first);
      out.bullet(each.second);
      out.bullet(each.doctor);
      return;
    }
  }
}

void write_medication(advice_text& out) {
  out.heading({"关于用药", "About medicines"});
  out.bullet({"选什么药、吃多少，我不能给，请问医生或药师，带上你在吃的所有药和保健品的名字。",
              "I can't choose a drug or give a dose; ask a doctor or pharmacist, and bring the "
              "names of everything you take, supplements included."});
  out.bullet({"医生开的药别自己停、减或换，哪怕感觉好了或有副作用，也先打电话问开药的医生。",
              "Don't stop, cut or swap a prescribed medicine by yourself, even when you feel well "
              "or notice side effects: call the prescriber first."});
}

}  // namespace aurawell::health
