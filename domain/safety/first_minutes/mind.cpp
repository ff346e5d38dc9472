#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array mind_rows{
    first_minutes{
        finding::self_harm,
        call_for::crisis,
        {"我很担心你的安全", "I'm worried about your safety"},
        {"你愿意说出来，这很重要，也很不容易。现在请别一个人待着：马上叫一个信任的人来身边，或者去"
         "有人的地方。",
         "Saying this took courage, and it matters. Please don't be alone now: get someone you "
         "trust to come, or go where people are."},
        {"把能伤到自己的东西交给别人，或放到够不着的地方。如果说的是别人：陪着他，直接问，听他说，"
         "别留他一个人。",
         "Put anything you could hurt yourself with out of reach. If it is about somebody else: "
         "stay, ask directly, listen, and don't leave them alone."},
        {"先不做任何决定，也先别喝酒。再难熬的念头也会过去；这一个小时，只要和一个人说上话。",
         "Decide nothing now, and no alcohol. Even the worst wave passes; for this hour, just "
         "speak with one person."},
        {"你现在身边有人吗，手边有能伤到自己的东西吗？",
         "Is anyone with you, and is there anything near that you could hurt yourself with?"},
        {verified("NIMH, five action steps (reprint); 988 Lifeline"),
         verified("国家卫生健康委，12356 心理援助热线通知（转载）")}},
    first_minutes{
        finding::violence_now,
        call_for::police,
        {"你现在可能不安全", "You may not be safe right now"},
        {"能走就先走，去有人、有灯的地方。走不了：离开厨房，靠近门口，大声喊人。",
         "If you can leave, leave, to where people and lights are. If you can't: away from the "
         "kitchen, near a door, and shout."},
        {"不方便说话也可以打，别挂断。孩子、手机、证件、药带上。受了伤或被掐过脖子，去医院，并留下"
         "照片和病历。",
         "You can call even if you can't talk: stay on the line. Take children, phone, papers and "
         "medicines. If hurt or choked, go to hospital, and keep photos and records."},
        {"别去讲理，别洗掉痕迹。这不是你的错。有人会翻你的手机，就删掉这段对话。",
         "Don't argue with the person, don't wash traces away. It is not your fault. If somebody "
         "reads your phone, delete this conversation."},
        {"现在说话安全吗，那个人在哪里？", "Is it safe to talk, and where is that person?"},
        {verified(
             "US Office for Victims of Crime, domestic violence hotline; 全国妇联 12338（报道）"),
         unverified("WHO, caring for women subjected to violence")}},
    first_minutes{
        finding::withdrawal,
        call_for::ambulance,
        {"戒断反应，可能有生命危险", "Withdrawal that can be dangerous"},
        {"别一个人扛。发抖、大汗、看见不存在的东西、糊涂、抽搐：叫救护车，或让人陪着去急诊。",
         "Don't face it alone. Shaking, sweating, seeing things, confusion or a seizure: an "
         "ambulance, or someone takes you to hospital."},
        {"告诉医生：喝或用的是什么、平时多少、最后一次什么时候。等的时候小口喝水，屋里亮灯、安静；"
         "抽搐就侧躺。",
         "Tell the doctor what it is, how much as a rule, and when the last was. Meanwhile sip "
         "water, in a lit, quiet room; in a seizure, on one side."},
        {"别硬撑着再断下去，也别自己加别的药来压。怎么安全地停，由医生安排。",
         "Don't fight on by willpower, and don't add other medicines against it. A doctor arranges "
         "how to stop safely."},
        {"停的是什么，最后一次是什么时候，身边有人吗？",
         "What did you stop, when was the last, and is anyone with you?"},
        {verified("patient.info, acute alcohol withdrawal and delirium tremens"),
         unverified("NHS, alcohol misuse: treatment")}},
    first_minutes{
        finding::psychosis,
        call_for::confusion,
        {"突然糊涂，或被念头控制，有危险", "Confusion or voices have become dangerous"},
        {"是你自己：告诉身边的人，马上到有人的地方。是别人：声音放低，慢慢说，一次一个人说，自己靠"
         "门站，刀、药、车钥匙拿走。",
         "If it is you: tell someone, and go where people are. If it is somebody else: speak low "
         "and slowly, one voice at a time, stay near the door; knives, pills and car keys out of "
         "reach."},
        {"突然糊涂可能是感染、血糖、脑、药或酒引起的：把发烧、摔过、病和药都告诉医生。陪到有人接手"
         "。",
         "Sudden confusion can come from an infection, sugar, the brain, medicines or drink: tell "
         "the doctor about fever, falls, illnesses and medicines. Stay until somebody takes over."},
        {"别争辩真假，别嘲笑，别围着，别捆绑。不安全就先离开再打电话。",
         "Don't argue about what is real, don't laugh, crowd or tie up. If it isn't safe, leave "
         "first, then call."},
        {"谁和他在一起，现在安全吗，有没有发烧或用过药？",
         "Who is there, is it safe, and is there a fever or any drug?"},
        {verified("Tees, Esk and Wear Valleys NHS, crisis advice"),
         unverified("NAMI, navigating a mental health crisis")}},
    first_minutes{
        finding::eating_disorder_crisis,
        call_for::hospital,
        {"身体可能已经撑不住，今天就要看医生", "The body may be at its limit"},
        {"坐下或躺下，起身要慢，让人陪你去急诊。晕倒、心慌、心跳很慢、没有力气、几天没吃、吐血，都"
         "算急。",
         "Sit or lie down, rise slowly, and let someone take you to hospital. Fainting, a racing "
         "or very slow heart, no strength, days without food, vomiting blood: all are urgent."},
        {"如实说：多久没吃、吐了几次、用过什么药。请医生查心电图和血钾。有想死的念头也说出来。",
         "Say truly how long without food, how often you vomited, what you took. Ask for an ECG "
         "and potassium. Speak of thoughts of dying, too."},
        {"别突然大吃来补，别运动，别一个人洗澡、开车。这是病，不是意志力的问题。",
         "No large meal to make up for it, no exercise, no bath or driving alone. It is an "
         "illness, not a lack of will."},
        {"多久没吃没喝了，有没有晕倒、心慌，身边有人吗？",
         "How long without food or drink, any fainting or racing heart, and is anyone with you?"},
        {verified("F.E.A.S.T., medical complications of eating disorders"),
         unverified("RCPsych, Medical Emergencies in Eating Disorders 2022")}},
};

}  // namespace

std::span<const first_minutes> mind_minutes() noexcept {
  return mind_rows;
}

}  // namespace aurawell::safety
