#include "domain/safety/early_care/groups.hpp"

namespace aurawell::safety {

namespace {

// Mood, heart, bladder, habits, small accidents.
constexpr std::array doctor_other_rows{
    early_care{finding::low_mood,
               call_for::crisis,
               {"情绪低了好一阵子，可能是抑郁，它可以治。",
                "A mood that stays low can be depression, and that can be treated."},
               {"这一两周约心理科或医生，先告诉一个亲近的人。",
                "See a doctor or counsellor within a week or two, and tell somebody close now."},
               {"觉得活着没意思，或想伤害自己",
                "life seems not worth living, or you think of hurting yourself"},
               {"这样多久了，有没有觉得活着没意思？",
                "For how long, and does life ever seem not worth living?"}},
    early_care{
        finding::panic,
        call_for::ambulance,
        {"惊恐发作很吓人，但会自己过去；第一次要排除心脏和甲状腺。",
         "A panic attack is frightening and passes; a first one should be checked for heart and "
         "thyroid."},
        {"慢慢呼气，比吸气长；这一两周看医生。",
         "Breathe out slowly, longer than in; see a doctor within a week or two."},
        {"胸痛扩散、晕倒、喘不缓解", "chest pain spreads, you faint, or the breathlessness stays"},
        {"多久发作一次，发作时胸口和呼吸怎样？",
         "How often does it come, and what happens in chest and breath?"}},
    early_care{finding::palpitations,
               call_for::ambulance,
               {"心慌常和咖啡、紧张、睡眠有关，也可能是心律不齐。",
                "Palpitations often come from coffee, worry or poor sleep, sometimes from the "
                "rhythm of the heart."},
               {"这几天看医生，最好发作时做心电图。",
                "See a doctor in the coming days, best with an ECG while it happens."},
               {"晕倒、胸痛、喘、心跳很快停不下来",
                "you faint, have chest pain, are breathless, or a fast beat does not stop"},
               {"一次多久，会晕或胸痛吗？",
                "How long does it last, and do you feel faint or chest pain?"}},
    early_care{finding::urinary,
               call_for::ambulance,
               {"尿痛、尿频、尿血，常是感染或结石。",
                "Pain, urgency or blood in the urine is often an infection or a stone."},
               {"一两天内查尿；孕妇、男性和孩子尽快。",
                "Have the urine tested in a day or two; sooner if pregnant, male or a child."},
               {"发烧发抖、腰痛、尿不出、反复吐",
                "there is fever with shivering, pain in the flank, no urine, or vomiting"},
               {"有没有发烧、腰痛，可能怀孕吗？",
                "Is there fever or pain in the flank, and could you be pregnant?"}},
    early_care{finding::menstrual,
               call_for::ambulance,
               {"月经变多、变乱或特别痛，值得查一查；有可能先排除怀孕。",
                "Heavy, irregular or very painful periods deserve a look; rule out pregnancy if it "
                "is possible."},
               {"这一两周看妇科。", "See a gynaecologist within a week or two."},
               {"一小时就湿透卫生巾、不停、头晕、突然剧痛、可能怀孕又出血",
                "a pad is soaked every hour, you are dizzy, pain is sudden, or you bleed and may "
                "be pregnant"},
               {"上次月经是什么时候，可能怀孕吗？",
                "When was the last period, and could you be pregnant?"}},
    early_care{
        finding::eating_disorder,
        call_for::crisis,
        {"吃饭这件事让你这么苦，可能是进食障碍，它是病，可以好。",
         "If eating has become such a struggle, it may be an eating disorder: an illness that "
         "people recover from."},
        {"这一周就约医生，让一个人陪你去。", "See a doctor this week, and let someone come along."},
        {"晕倒、心慌、没有力气、吐血、想死",
         "you faint, the heart races, strength is gone, you vomit blood, or think of dying"},
        {"今天吃过喝过什么，有没有晕过？",
         "What did you eat and drink today, and have you fainted?"}},
    early_care{
        finding::thirst,
        call_for::ambulance,
        {"口渴、多尿、变瘦，要查血糖。",
         "Thirst, much urine and weight loss call for a sugar test."},
        {"一两天内验血糖；孩子今天就验。", "Have it tested within a day or two; a child today."},
        {"吐、肚子痛、呼吸又深又快、昏沉",
         "there is vomiting, belly pain, deep fast breathing or drowsiness"},
        {"多久了，测过血糖吗？", "Since when, and was the sugar measured?"}},
    early_care{
        finding::head_bump,
        call_for::ambulance,
        {"头碰了一下、人还清醒，一般几天就好。",
         "A bump on the head with a clear mind is mostly harmless."},
        {"留意两天，晚上有人看一眼；不放心就看医生。",
         "Watch for two days, with a look at night; see a doctor if in doubt."},
        {"呕吐、越来越困、头痛加重、抽搐、走不稳、在吃抗凝药",
         "there is vomiting, growing drowsiness or headache, a seizure, an unsteady walk, "
         "or blood thinners are taken"},
        {"多久以前碰的，几岁，吐过吗？", "How long ago, how old is the person, any vomiting?"}},
    early_care{
        finding::sleep_apnoea,
        call_for::ambulance,
        {"打鼾憋气、白天困，可能是睡眠呼吸暂停。",
         "Snoring with pauses and sleepy days can be sleep apnoea."},
        {"几周内看睡眠或耳鼻喉门诊；困的时候别开车。",
         "See a sleep or ear, nose and throat clinic within weeks; don't drive when sleepy."},
        {"胸痛、喘醒不缓解、嘴唇发紫",
         "there is chest pain, breathlessness that stays after waking, or blue lips"},
        {"有人看到你睡着时停止呼吸吗，白天困吗？",
         "Has anyone seen you stop breathing asleep, and are you sleepy by day?"}},
    early_care{finding::food_poisoning,
               call_for::ambulance,
               {"吃坏肚子多半两三天会好，关键是别缺水。",
                "A bad stomach mostly settles in two or three days; what counts is water."},
               {"小口多次喝口服补液；两天不好就看医生，孩子、老人、孕妇早一点。",
                "Sip rehydration drink often; see a doctor after two days, sooner if young, old or "
                "pregnant."},
               {"拉血、高烧、一喝就吐、没有小便、看东西重影、吃过野蘑菇",
                "there is blood, high fever, vomiting of every sip, no urine, double sight, or "
                "wild mushrooms were eaten"},
               {"吃了什么、多久了，喝得下水吗？",
                "What was eaten, how long ago, and do drinks stay down?"}},
    early_care{
        finding::other_for_doctor,
        call_for::ambulance,
        {"我说不准这是什么，该让医生看一眼。", "I can't tell what this is; a doctor should look."},
        {"这几天约个门诊；记下什么时候开始、什么时候加重。",
         "See a doctor in the coming days, and note when it began and what makes it worse."},
        {"很快变重、喘不上气、胸痛、糊涂、大出血或疼得受不了",
         "it gets worse fast, or there is trouble breathing, chest pain, confusion, heavy bleeding "
         "or unbearable pain"},
        {"多久了，什么时候加重，有什么病、吃什么药？",
         "How long has it been, what makes it worse, and which illnesses and medicines are "
         "there?"}},
};

}  // namespace

std::span<const early_care> doctor_other_care() noexcept {
  return doctor_other_rows;
}

}  // namespace aurawell::safety
