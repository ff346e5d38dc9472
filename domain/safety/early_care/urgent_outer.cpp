#include "domain/safety/early_care/groups.hpp"

namespace aurawell::safety {

namespace {

// Injuries, bites, swallowed objects, pain.
constexpr std::array urgent_outer_rows{
    early_care{finding::head_injury_with_signs,
               call_for::ambulance,
               {"头受伤后的头痛、恶心、记不清，可能是脑震荡，也可能更重。",
                "Headache, nausea or gaps in memory after a blow can be a concussion, or more."},
               {"今天看医生；一天之内别一个人待着，别开车、别运动。",
                "See a doctor today; for a day don't stay alone, drive or do sport."},
               {"反复吐、越来越困、抽搐、手脚无力、耳鼻流清水、在吃抗凝药",
                "there is repeated vomiting, growing drowsiness, a seizure, weakness, clear fluid "
                "from ear or nose, or you take blood thinners"},
               {"受伤多久了，吐过几次，记得当时的事吗？",
                "How long ago, how often did you vomit, and do you remember it?"}},
    early_care{
        finding::allergic_reaction,
        call_for::ambulance,
        {"过敏可能停在皮肤上，也可能变重。", "An allergy can stay on the skin, or get worse."},
        {"离开引起它的东西，今天看医生，几小时内身边留人。",
         "Get away from the cause, see a doctor today, and have someone with you for some hours."},
        {"嘴唇舌头肿、声音哑、喘、头晕、反复吐；有自动注射笔就按交代用",
         "lips or tongue swell, the voice turns hoarse, you wheeze, feel faint or keep vomiting; "
         "use a prescribed auto-injector as told"},
        {"碰了或吃了什么，喉咙和呼吸有感觉吗？",
         "What was eaten or touched, and do you feel it in throat or breath?"}},
    early_care{
        finding::injury,
        call_for::ambulance,
        {"可能有骨折、韧带或较深的伤。", "A bone, a ligament or something deeper may be hurt."},
        {"别用力，固定好，今天去拍片或缝合；问一下要不要打破伤风针。",
         "Rest and support it, have it X-rayed or closed today, and ask about tetanus."},
        {"血止不住、骨头露出、变形、远端发凉发麻、剧痛",
         "the bleeding doesn't stop, bone shows, it is out of shape, cold or numb beyond, or the "
         "pain is severe"},
        {"怎么伤的，能用力吗，还在出血吗？",
         "How did it happen, can you put weight on it, does it bleed?"}},
    early_care{
        finding::animal_bite,
        call_for::ambulance,
        {"动物咬伤、抓伤可能传染狂犬病和细菌。",
         "Bites and scratches can pass on rabies and other infections."},
        {"马上用肥皂和流动的水冲 15 分钟，今天就去打疫苗的门诊，不等观察动物。",
         "Wash with soap and running water for 15 minutes now, and go today to be "
         "vaccinated; don't wait to watch the animal."},
        {"咬在头面、脖子或手，伤口深、血止不住，或红肿发烧",
         "it is on head, neck or hand, deep or bleeding, or turns red with fever"},
        {"什么动物、多久以前，冲洗过了吗？", "Which animal, how long ago, and was it washed?"}},
    early_care{finding::medicine_mistake,
               call_for::poison,
               {"吃错或多吃了药，有的药很小的量也要紧。",
                "With a wrong or double medicine, some matter even in a small amount."},
               {"现在就打电话问药师、医生或中毒热线，把药盒拿在手里。别催吐，下一次怎么吃先问。",
                "Ask a pharmacist, a doctor or the poison line now, packet in hand. Don't induce "
                "vomiting, and ask before the next one."},
               {"昏沉、心慌、抽搐、喘，吃药的是孩子，或是降糖、心脏、抗凝、安眠药",
                "there is drowsiness, palpitations, a seizure or breathlessness, it was a child, "
                "or a medicine for sugar, heart, blood or sleep"},
               {"是什么药、什么时候吃的，现在有什么不舒服？",
                "Which medicine, when, and how do you feel now?"}},
    early_care{
        finding::swallowed_object,
        call_for::ambulance,
        {"吞下的东西可能卡住或伤到食道。", "What was swallowed can get stuck or hurt the gullet."},
        {"今天就看医生；别吞饭团、别喝醋，先不吃东西。",
         "See a doctor today; no bread or vinegar to push it down, and no food until then."},
        {"是纽扣电池、磁珠或尖的东西，或咽不下口水、喘、胸痛、吐血",
         "it is a battery, magnets or sharp, or you can't swallow spit, are breathless, have chest "
         "pain or vomit blood"},
        {"吞的是什么、多久了，能咽口水吗？",
         "What was it, how long ago, and can you swallow spit?"}},
    early_care{
        finding::severe_pain,
        call_for::ambulance,
        {"这么痛，身体在说有事，要查清原因。",
         "Pain this strong has a cause that should be found."},
        {"今天看医生；睾丸突然剧痛，现在就去急诊。",
         "See a doctor today; with sudden pain in a testicle go to an emergency department now."},
        {"突然到最痛、发烧、呕吐、晕倒、肚子发硬、手脚发麻无力",
         "it is suddenly at its worst, or comes with fever, vomiting, fainting, a hard belly, "
         "numbness or weakness"},
        {"疼在哪里，什么时候、怎么开始的？", "Where is the pain, and when and how did it begin?"}},
    early_care{
        finding::infection,
        call_for::ambulance,
        {"红、肿、热、痛或流脓，像是有感染，会扩散。",
         "Redness, swelling, heat or pus suggest an infection, which can spread."},
        {"今天看医生；用笔描出发红的边，看它有没有变大。别挤，别自己吃剩下的抗生素。",
         "See a doctor today; draw round the red edge to see if it grows. Don't squeeze it, and "
         "take no leftover antibiotics."},
        {"发冷发抖、高烧、发红很快变大、出现红线、特别疼，或人昏沉",
         "there is shivering, high fever, fast-growing redness, a red line, extreme pain or "
         "drowsiness"},
        {"哪里红肿、多久了，发烧吗，有糖尿病吗？",
         "Where is it, for how long, is there fever, and do you have diabetes?"}},
    early_care{
        finding::small_burn,
        call_for::ambulance,
        {"小的烫伤起了水泡，也要处理好才不留疤、不感染。",
         "Even a small burn with blisters needs care, so that it heals without infection."},
        {"马上用流动的凉水冲 20 分钟，用干净纱布盖好，今天让医生看。别弄破水泡，别抹牙膏、酱油。",
         "Cool it under running water for 20 minutes, cover it with clean gauze, have it seen "
         "today. Leave blisters; put nothing greasy on it."},
        {"比手掌大，在脸、手、脚、关节或下身，发白发焦，是电或药水烧的，或是小孩、老人",
         "it is larger than the palm, on face, hands, feet, joints or genitals, white or charred, "
         "from electricity or chemicals, or on a small child or old person"},
        {"烫在哪里、多大，冲过凉水吗？", "Where is it, how large, and was it cooled?"}},
    early_care{
        finding::other_urgent,
        call_for::ambulance,
        {"我判断不了这是什么，但它可能等不得。",
         "I can't tell what this is, but it may not be able to wait."},
        {"今天就让医生看，诊所关了就去急诊；变重前身边留人。",
         "See a doctor today, or go to an emergency department if surgeries are closed; have "
         "someone near."},
        {"喘不上气、胸痛、昏沉或糊涂、半边没力、大出血、疼得受不了，或很快变重",
         "there is trouble breathing, chest pain, drowsiness or confusion, weakness on one side, "
         "heavy bleeding, unbearable pain, or it gets worse fast"},
        {"什么时候开始的，在变重吗，有什么病、吃什么药？",
         "When did it begin, is it getting worse, and which illnesses and medicines are there?"}},
};

}  // namespace

std::span<const early_care> urgent_outer_care() noexcept {
  return urgent_outer_rows;
}

}  // namespace aurawell::safety
