#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array injury_rows{
    first_minutes{
        finding::heavy_bleeding,
        call_for::ambulance,
        {"出血需要马上止住", "The bleeding must be stopped now"},
        {"用干净的布用力直接压住伤口，一直不松手；血渗出来就在上面再加一层。",
         "Press hard straight on the wound with clean cloth and don't let go; if it soaks, add "
         "more on top."},
        {"躺下、保暖。四肢喷血压不住：用止血带在伤口上方扎紧，记下时间。吐血、咳血：侧躺。",
         "Lie down, keep warm. Spurting from an arm or leg that pressing does not stop: a tight "
         "tourniquet above the wound, and note the time. Vomiting or coughing blood: lie on one "
         "side."},
        {"扎在里面的东西别拔，压在它两边。布别揭开看，不吃不喝。",
         "Don't pull out what is stuck in the wound; press on both sides of it. Don't lift the "
         "cloth to look; nothing to eat or drink."},
        {"血从哪里来，压住以后慢下来了吗？",
         "Where does the blood come from, and has pressing slowed it?"},
        {verified("AHA/ARC First Aid Guidelines 2024, top things to know"),
         verified("Self Injury Support, first aid for severe bleeding")}},
    first_minutes{
        finding::head_injury,
        call_for::ambulance,
        {"头部受伤，有危险信号", "A head injury with danger signs"},
        {"躺着别动，头和脖子保持原来的位置，一直有人看着。头皮出血用干净的布轻轻压住。",
         "Lie still, keep head and neck as they are, and have someone watch all the time. Press "
         "gently on a bleeding scalp with clean cloth."},
        {"叫不醒、呕吐、越来越困、抽搐、耳鼻流清水、在吃抗凝药：都告诉接线员。要吐时，头颈身体一起"
         "翻向一侧。",
         "Tell the dispatcher about hard to wake, vomiting, growing drowsy, a seizure, clear fluid "
         "from ear or nose, blood thinners. To vomit, turn head, neck and body together."},
        {"别摘头盔，别堵住流出的液体，别喝酒，别吃安眠药，别自己开车。",
         "Don't take off a helmet, don't plug what flows out, no alcohol, no sleeping pills, no "
         "driving."},
        {"受伤多久了，有没有昏过、吐过，在吃抗凝药吗？",
         "How long ago was it, any blackout or vomiting, any blood thinners?"},
        {verified("GetDoc, concussion: when to call 999 (UK)"),
         verified("A.D.A.M. encyclopedia, spinal injury")}},
    first_minutes{
        finding::spinal,
        call_for::ambulance,
        {"可能伤到脊髓，或压到了神经", "The spine or its nerves may be harmed"},
        {"摔伤、车祸之后：原地别动，让人用双手稳住头。没有受伤，但两腿之间发麻、尿不出或憋不住、双"
         "腿无力：现在就去急诊。",
         "After a fall or crash: stay where you are, and let someone hold the head still with both "
         "hands. No accident, but numb between the legs, no control of bladder or bowel, weak "
         "legs: to an emergency department now."},
        {"要吐时几个人一起翻身，头颈身体成一条线。没有正常呼吸：按压胸口，这比怕动脖子更要紧。",
         "To vomit, several people turn head, neck and body in one line. No normal breathing: "
         "press on the chest; that matters more than the neck."},
        {"别扶起来走，别扭头，别摘头盔，别正骨、推拿。",
         "Don't get up and walk, don't turn the head, don't take off a helmet; no manipulation, no "
         "massage."},
        {"手脚能动、有感觉吗，大小便正常吗？",
         "Can you move and feel arms and legs, and control bladder and bowel?"},
        {verified("A.D.A.M. encyclopedia, spinal injury"),
         verified("Oxford University Hospitals NHS, cauda equina syndrome")}},
    first_minutes{
        finding::burn,
        call_for::ambulance,
        {"严重的烧伤、烫伤或电击伤", "A serious burn, scald or electric shock"},
        {"离开热源，先断电。用流动的凉水冲 20 分钟，边冲边脱掉周围的衣服和首饰；粘住的别扯。",
         "Away from the heat, power off first. Cool running water for 20 minutes; meanwhile take "
         "off clothes and rings around it, but nothing that sticks."},
        {"之后松松盖一层保鲜膜或干净的布，身上其他地方保暖。化学品：脱衣，多冲水。吸了浓烟、声音哑"
         "，告诉接线员。",
         "Then cover loosely with cling film or clean cloth, and keep the rest of the body warm. "
         "Chemicals: clothes off, much more water. Tell the dispatcher about smoke or a hoarse "
         "voice."},
        {"不用冰，不涂牙膏、酱油、油膏，不挑水泡。没断电，别碰触电的人。",
         "No ice, no toothpaste, butter or cream, no pricking of blisters. Don't touch a person on "
         "a live wire."},
        {"烧到哪里、有多大，已经冲了多久凉水？",
         "Where is the burn, how large, and how long has it been cooled?"},
        {verified("North Bristol NHS Trust, first aid for burns"),
         unverified("British Burn Association, first aid 2018 (20 minutes)")}},
    first_minutes{
        finding::eye_injury,
        call_for::hospital,
        {"眼睛受伤，要马上处理", "An eye injury that cannot wait"},
        {"化学品进眼：马上用大量清水冲，撑开眼皮，至少 20 分钟，取下隐形眼镜，冲完就去急诊。",
         "A chemical in the eye: rinse at once with plenty of water, lids held open, at least 20 "
         "minutes, contact lenses out; then go."},
        {"扎进东西、被硬物打到：两眼都闭上少转动，用纸杯轻轻罩住，坐着去。突然看不见、剧痛：现在就"
         "去。",
         "Something stuck in it, or a hard blow: keep both eyes closed and still, a paper cup over "
         "the hurt one, sit upright on the way. Sudden loss of sight or severe pain: go now."},
        {"别揉，别压，别拔扎进去的东西，别自己滴药，别自己开车。",
         "Don't rub, don't press, don't pull anything out, no drops of your own, no driving."},
        {"进了什么，冲了多久，现在看得见吗？",
         "What got into the eye, how long was it rinsed, can you see?"},
        {verified("NHS, flushing your eye (reprint)"),
         unverified("ERC Guidelines 2021, eye injury from chemicals")}},
    first_minutes{
        finding::limb,
        call_for::ambulance,
        {"手臂或腿有危险", "An arm or leg is in danger"},
        {"别动它，按现在的样子托住。骨头露出来：用干净的布盖住，在旁边压住止血。摘下戒指、手表。",
         "Don't move it; support it as it lies. Bone showing: cover with clean cloth and press "
         "beside it. Take off rings and watch."},
        {"断下的手指：干净布包好，装进袋子扎紧，袋子放在冰水上，一起带去。突然冰冷、发白、麻木、动"
         "不了：放平，马上叫救护车。",
         "A finger cut off: wrap in clean cloth, seal in a bag, put the bag on ice water, take it "
         "along. Suddenly cold, pale, numb or without strength: keep it level and call at once."},
        {"别自己复位，别揉，别热敷，不吃不喝（可能要手术）。打了石膏越来越痛，别忍。",
         "Don't straighten it, no rubbing, no heat, nothing to eat or drink (an operation may "
         "follow). Don't put up with growing pain inside a plaster."},
        {"远端还有感觉、能动、是暖的吗，什么时候开始？",
         "Is it warm beyond, can it feel and move, and since when?"},
        {verified("The Open Orthopaedics Journal, acute compartment syndrome"),
         unverified("NHS, broken arm; amputation first aid")}},
};

}  // namespace

std::span<const first_minutes> injury_minutes() noexcept {
  return injury_rows;
}

}  // namespace aurawell::safety
