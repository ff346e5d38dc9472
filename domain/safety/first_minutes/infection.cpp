#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array infection_rows{
    first_minutes{
        finding::infant_fever,
        call_for::hospital,
        {"三个月以内的婴儿发烧，要当天急诊", "A fever under three months is an emergency"},
        {"现在就带去最近的儿科急诊，路上少包一层，继续喂奶。",
         "Go to the nearest emergency department now; dress the baby lightly and keep feeding."},
        {"叫不醒、拒奶、呼吸费力、皮肤发紫或有压不退的红点，立刻打急救电话。",
         "Hard to wake, not feeding, laboured breathing, blue skin or a rash that doesn't fade: "
         "call the emergency number."},
        {"不自己喂退烧药，不捂汗，不用酒精擦身。",
         "No fever medicine on your own, no bundling up, no rubbing with alcohol."},
        {"宝宝多大，体温多少，吃奶和精神怎么样？",
         "How old is the baby, what is the temperature, and how does it feed?"},
        {verified("First Response (UK), sepsis in children under five"),
         unverified("NICE NG143, fever in under 5s")}},
    first_minutes{finding::meningitis,
                  call_for::ambulance,
                  {"可能是脑膜炎", "This may be meningitis"},
                  {"现在就叫救护车或去急诊，不等皮疹出来，也不等退烧看看。",
                   "Call an ambulance or go to hospital now; don't wait for a rash, or for the "
                   "fever to fall."},
                  {"用透明玻璃杯压住皮疹，压着不褪色就告诉接线员。昏沉的人侧躺，灯调暗，有人陪着。",
                   "Press a clear glass on a rash; if it does not fade, tell the dispatcher. "
                   "Somebody drowsy lies on one side, light dimmed, never alone."},
                  {"别吃家里剩的抗生素，别因为退了烧就不去。",
                   "No leftover antibiotics, and no staying home because the fever has fallen."},
                  {"有没有压不退的红点、昏沉或抽搐？",
                   "Is there a rash that doesn't fade, drowsiness or a seizure?"},
                  {verified("NHS, meningitis: symptoms (reprint)"), {}}},
    first_minutes{
        finding::sepsis,
        call_for::ambulance,
        {"感染可能已经变成脓毒症", "An infection may have become sepsis"},
        {"现在打电话，直接问一句：“会不会是脓毒症？”",
         "Call now and ask straight out: “Could this be sepsis?”"},
        {"躺下，喘就半坐。告诉急救人员：哪里感染、烧了多久、上次小便是什么时候、在吃什么药。",
         "Lie down, or half sit if breathless. Tell the crew where the infection is, how long the "
         "fever lasts, when you last passed water, what you take."},
        {"别等到早上，别捂汗，别靠退烧药拖着。",
         "Don't wait for the morning, don't bundle up, don't put it off with fever medicine."},
        {"感染在哪里，人清醒吗，上次小便是什么时候？",
         "Where is the infection, is the mind clear, and when was water last passed?"},
        {verified("UK Sepsis Trust, adult sepsis safety net (patient.info)"), {}}},
    first_minutes{
        finding::immune_fever,
        call_for::hospital,
        {"抵抗力低的时候发烧，是急症", "A fever with weak defences is an emergency"},
        {"打治疗团队给你的紧急电话；没有就直接去急诊，一进门就说：化疗／移植／没有脾脏，在发烧。",
         "Call the emergency number of your treatment team; without one go straight to hospital, "
         "and say at the door: chemotherapy, transplant or no spleen, and a fever."},
        {"带上提醒卡和用药单。发抖、喘、头晕、糊涂：叫救护车。",
         "Take your alert card and the list of your medicines. Shivering, breathless, dizzy or "
         "confused: call an ambulance."},
        {"别等门诊，别先吃退烧药把烧盖住，治疗的药别自己停。",
         "Don't wait for office hours, don't hide the fever with medicine first, don't leave out "
         "your treatment on your own."},
        {"做的是什么治疗、最近一次什么时候，体温多少？",
         "Which treatment, when was the last, and what is the temperature?"},
        {verified("The Christie NHS, infection and fever; NICE CG151"),
         unverified("NHS, after removal of the spleen")}},
};

}  // namespace

std::span<const first_minutes> infection_minutes() noexcept {
  return infection_rows;
}

}  // namespace aurawell::safety
