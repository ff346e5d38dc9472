#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array airway_rows{
    first_minutes{
        finding::unconscious,
        call_for::ambulance,
        {"有人失去意识", "Someone is unconscious"},
        {"拍肩大声叫。叫不醒、没有正常呼吸：电话开免提，叫人去拿 AED，双手按压胸口正中，每分钟 "
         "100–120 次、深 5–6 厘米，不停，直到急救接手。",
         "Tap the shoulders and shout. No answer and no normal breathing: phone on speaker, send "
         "for an AED, press hard on the middle of the chest, 100–120 times a minute, 5–6 cm deep, "
         "until help takes over."},
        {"有正常呼吸：让人侧躺，头稍向后仰，一直看着他的呼吸。",
         "Breathing normally: roll the person onto one side, head tilted back a little, and keep "
         "watching the breathing."},
        {"别喂水喂药，别离开。偶尔喘一口气不算呼吸，要继续按。",
         "Nothing by mouth, and don't leave. A gasp now and then is not breathing: keep pressing."},
        {"人现在有没有反应、有没有正常呼吸？", "Does the person respond and breathe normally now?"},
        {verified("St John Ambulance, CPR on an adult"),
         unverified("ERC Guidelines 2021, basic life support")}},
    first_minutes{
        finding::choking,
        call_for::ambulance,
        {"有东西噎住了气道", "Something blocks the airway"},
        {"还能咳、能说话：让他用力咳。咳不出声：弯下腰，用掌根在两肩之间用力拍 5 "
         "下；不行就从背后抱住，拳头在肚脐上方快速向里向上冲 5 下，交替做。",
         "Still coughing or talking: let the person cough hard. No sound: bend forward and give 5 "
         "firm blows between the shoulder blades; if that fails, 5 quick thrusts inward and upward "
         "above the navel from behind. Alternate."},
        {"不满一岁：脸朝下托在前臂上拍背 5 下，再翻过来用两指按压胸口 5 "
         "下。孕妇冲击胸口。失去反应：放平，开始胸外按压。",
         "Under one year: face down along your arm, 5 blows on the back, then 5 pushes on the "
         "chest with two fingers. Pregnant: thrust on the chest. No response any more: lay flat "
         "and start chest compressions."},
        {"别喂水，别吞饭压下去，看不见的东西别用手指去掏。冲击过肚子，事后也要让医生检查。",
         "No water, no food to push it down, no finger in the mouth unless you see the thing. "
         "After thrusts on the belly a doctor should look."},
        {"现在能咳、能说话、能呼吸吗？", "Can the person cough, speak and breathe now?"},
        {verified("MedlinePlus, choking first aid, adult or child over 1 year"),
         unverified("ERC Guidelines 2021, paediatric life support (under 1 year)")}},
    first_minutes{
        finding::breathing,
        call_for::ambulance,
        {"呼吸出现危险", "Breathing is in danger"},
        {"坐直、身体稍向前倾，松开衣领，身边留一个人。",
         "Sit upright, leaning forward a little; loosen tight clothes; have someone stay."},
        {"医生开过的急救吸入剂，马上按医生教的用。嘴唇发紫、说不成句、昏昏沉沉，都告诉接线员。",
         "Use a prescribed rescue inhaler at once, as you were told. Tell the dispatcher about "
         "blue lips, broken sentences or drowsiness."},
        {"别平躺，别自己开车去，别等它自己过去。",
         "Don't lie flat, don't drive yourself, don't wait for it to pass."},
        {"现在能说完一句话吗，嘴唇是什么颜色？",
         "Can you finish a sentence, and what colour are the lips?"},
        {verified("NHS, asthma attacks; Asthma UK, asthma attacks"), {}}},
    first_minutes{
        finding::drowning,
        call_for::ambulance,
        {"有人溺水", "Someone is drowning or was under water"},
        {"人还在水里：大声呼救，扔救生圈、绳子，或伸长杆。救上岸没有正常呼吸：会的话先吹 5 "
         "口气，再按压胸口 30 次、吹 2 口，反复做；不会吹气就一直按压。",
         "Still in the water: shout for help, throw something that floats, reach out with a pole. "
         "On land and not breathing normally: 5 breaths first if you know how, then 30 pushes on "
         "the chest and 2 breaths, again and again; else only push."},
        {"有呼吸：侧躺，脱掉湿衣，保暖。救上来看着没事，也要去医院。",
         "Breathing: on one side, wet clothes off, keep warm. Whoever was rescued goes to "
         "hospital, even if well."},
        {"自己别下水。别控水、别倒背，别离开。",
         "Don't go into the water yourself. Don't try to drain water out, and don't leave."},
        {"人已经离开水了吗，有没有正常呼吸？",
         "Is the person out of the water and breathing normally?"},
        {unverified("NHS, first aid: drowning"),
         unverified("IFRC First Aid Guidelines 2020, drowning")}},
    first_minutes{
        finding::strangulation,
        call_for::ambulance,
        {"脖子受过勒压，现在就要让医生看", "Pressure on the neck: a doctor must look now"},
        {"先把压着脖子的东西弄开；人悬着，先托住身体再解开。半坐，少说话，头和脖子少动。",
         "Take away what presses on the neck; if the person hangs, hold the body up before you "
         "free it. Half sit, speak little, keep head and neck still."},
        {"声音哑、咽不下、喘、头痛、眼花、手脚无力，都告诉急救人员。没有正常呼吸：按压胸口正中，直"
         "到急救接手。",
         "Tell the crew about hoarseness, trouble swallowing, breathlessness, headache, blurred "
         "sight, weak arms or legs. No normal breathing: press on the middle of the chest until "
         "help takes over."},
        {"别因为看不出伤就不去：肿胀和血管的伤可能过几小时才出现。有人动手的，先到安全的地方。",
         "Don't stay home because nothing shows: swelling and injured vessels can come hours "
         "later. If somebody did it, get to a safe place first."},
        {"现在呼吸、说话和吞咽正常吗，人安全吗？",
         "Are breathing, voice and swallowing normal, and is it safe where you are?"},
        {verified("ACI New South Wales, non-fatal strangulation guide (red flags, in a summary)"),
         unverified("RCEM, FFLM and IFAS, non-fatal strangulation 2024")}},
};

}  // namespace

std::span<const first_minutes> airway_minutes() noexcept {
  return airway_rows;
}

}  // namespace aurawell::safety
