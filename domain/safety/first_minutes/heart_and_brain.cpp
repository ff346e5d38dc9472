#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array heart_and_brain_rows{
    first_minutes{finding::chest_pain_with_signs,
                  call_for::ambulance,
                  {"你说的像心脏急症", "This could be a heart attack"},
                  {"马上停下一切，坐下或半躺，松开衣领；叫一个人陪着，打开门锁。",
                   "Stop everything, sit or half lie down, loosen your collar; have someone stay, "
                   "and unlock the door."},
                  {"医生以前为这种情况开过的药，按当时的交代用，并告诉急救人员。要不要嚼阿司匹林，"
                   "问接电话的人。失去反应、没有呼吸：按压胸口。",
                   "If a doctor prescribed something for exactly this, use it as told and say so "
                   "to the crew. Ask the dispatcher about aspirin. No response and no breathing: "
                   "press on the chest."},
                  {"别走动，别自己开车去，别等着看会不会好。",
                   "Don't walk about, don't drive yourself, don't wait to see whether it passes."},
                  {"什么时候开始的，现在还疼吗，救护车叫了吗？",
                   "When did it begin, does it still hurt, and is help on its way?"},
                  {verified("AHA/ARC First Aid Guidelines 2024, top things to know"),
                   unverified("NHS, heart attack")}},
    first_minutes{finding::stroke,
                  call_for::ambulance,
                  {"这像是中风的信号", "These are signs of a stroke"},
                  {"记下发作的时间，或者最后一次正常的时间，告诉急救人员：每一分钟都算数。就算几分"
                   "钟后好转，也要打电话。",
                   "Note the time it began, or when the person was last well, and tell the crew: "
                   "every minute counts. Call even if it passes."},
                  {"让人侧躺、头略高，松开衣领，陪着他。",
                   "Lie on one side with the head slightly raised, loosen the collar, and stay "
                   "with the person."},
                  {"不吃不喝，不喂药，不放血，别自己开车去。",
                   "Nothing to eat or drink, no medicine, no pricking of fingers, no driving."},
                  {"最后一次完全正常是几点？", "When was the person last entirely well?"},
                  {verified("North West Ambulance Service NHS, recognising stroke"),
                   unverified("ERC Guidelines 2021, first aid")}},
    first_minutes{finding::seizure,
                  call_for::ambulance,
                  {"有人在抽搐", "Someone is having a seizure"},
                  {"看表计时。移开周围的硬物，头下垫软的，松开衣领；抽停后让人侧躺。",
                   "Time it. Clear hard things away, put something soft under the head, loosen the "
                   "collar; when it stops, roll the person onto one side."},
                  {"超过 5 "
                   "分钟、接连发作、第一次发作、孕妇、糖尿病人、在水里、受伤或呼吸异常：一定要叫救"
                   "护车。医生开过急救药的，按交代用。",
                   "Over 5 minutes, one after another, a first seizure, pregnancy, diabetes, in "
                   "water, injury or odd breathing: an ambulance in any case. A prescribed rescue "
                   "medicine: as told."},
                  {"不按住，不往嘴里塞任何东西，没全醒之前不喂水。",
                   "Don't hold the person down, nothing in the mouth, no drink before the person "
                   "is fully awake."},
                  {"抽了多久，现在停了吗，以前有过吗？",
                   "How long did it last, has it stopped, and is it the first?"},
                  {verified("UTMB Health, first aid for any type of seizure"),
                   unverified("CDC, seizure first aid")}},
    first_minutes{
        finding::vital_signs,
        call_for::ambulance,
        {"这个读数很危险", "This reading is dangerous"},
        {"坐下休息，身边留人。可以再量一次，但别为了等它而晚打电话。",
         "Sit down and rest, with someone beside you. Measure once more if you can, but don't wait "
         "for it before you call."},
        {"把数值、时间和现在的感觉告诉接线员：胸痛、喘、看东西模糊、说话不清、手脚无力、糊涂。平时"
         "的药和病历带上。",
         "Tell the dispatcher the numbers, the time, and how you feel: chest pain, breathlessness, "
         "blurred sight, slurred speech, weakness, confusion. Take your medicines and records "
         "along."},
        {"别自己加药、也别自己停药，别走动，别开车。",
         "Don't take extra medicine and don't leave any out on your own; don't walk about, don't "
         "drive."},
        {"数值是多少，用什么量的，现在有什么感觉？",
         "What is the reading, how was it taken, and how do you feel?"},
        {verified("American Heart Association, when to call 911 about high blood pressure"),
         unverified("NHS, pulse oximetry at home")}},
    first_minutes{
        finding::other_emergency,
        call_for::ambulance,
        {"这可能是急症", "This may be an emergency"},
        {"现在就打急救电话，说清出了什么事、人在哪里，照接线员说的做，别先挂电话。",
         "Call now, say what has happened and where, do what you are told, and stay on the line."},
        {"人别走动，坐着或躺着都行；身边一直有人；开好门，把平时吃的药和病历放在手边。昏沉就侧躺"
         "。",
         "Keep still, sitting or lying, and never alone; unlock the door and put medicines and "
         "records at hand. If drowsy, lie on one side."},
        {"别自己开车，别等它自己过去；先不吃不喝，也别临时加药。",
         "Don't drive, and don't wait for it to pass; nothing to eat or drink, and no extra "
         "medicine, for now."},
        {"现在最难受的是什么，什么时候开始的，有什么病、吃什么药？",
         "What is worst now, when did it begin, and which illnesses and medicines are there?"},
        {unverified("NHS, when to call 999"), {}}},
};

}  // namespace

std::span<const first_minutes> heart_and_brain_minutes() noexcept {
  return heart_and_brain_rows;
}

}  // namespace aurawell::safety
