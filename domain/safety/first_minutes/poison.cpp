#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array poison_rows{
    first_minutes{
        finding::poisoning,
        call_for::poison,
        {"这像是中毒或药物过量", "This looks like poisoning or an overdose"},
        {"吐掉嘴里剩下的；沾在身上的，脱衣冲水。坐着别动，身边一定要有人。昏昏欲睡就侧躺，看着呼吸"
         "。",
         "Spit out what is left; from the skin, clothes off and rinse. Sit still, with someone "
         "beside you. If drowsy, lie on one side and have the breathing watched."},
        {"药盒、瓶子、剩下的东西带上，记住吃了什么、大概多少、什么时候。没有不舒服也要去：有的毒几"
         "小时后才发作。",
         "Take the packet, the bottle or what is left along; note what, roughly how much and when. "
         "Go even "
         "without symptoms: some poisons work hours later."},
        {"别催吐，别喝牛奶、水或别的东西“解毒”，别一个人待着。",
         "Don't induce vomiting, don't drink milk, water or anything else as an antidote, don't "
         "stay alone."},
        {"是什么、大概多少、多久以前，人现在清醒吗？",
         "What was it, roughly how much, how long ago, and is the person awake?"},
        {verified("NHS, poisoning: treatment"), {}}},
    first_minutes{
        finding::carbon_monoxide,
        call_for::poison,
        {"可能是煤气（一氧化碳）中毒", "This may be carbon monoxide"},
        {"所有人马上到室外，孩子和宠物也带出来；顺手打开门窗，能关就关掉炉子。到了外面再打电话。",
         "Everybody outside at once, children and pets too; open doors and windows on the way, "
         "turn the heater off if you can. Call from outside."},
        {"昏沉的人侧躺，看着呼吸；没有呼吸就按压胸口。好转了也要去医院，并说是煤气。",
         "Somebody drowsy lies on one side, breathing watched; no breathing: press on the chest. "
         "Go to hospital even when it gets better, and say that it was gas."},
        {"别回屋里。别开关电灯，别点火。里面还有人又进不去，等消防，别硬闯。",
         "Don't go back in. No light switches, no flame. If someone is inside and you can't reach "
         "them safely, wait for the fire brigade."},
        {"所有人都出来了吗，谁有头痛、恶心或昏沉？",
         "Is everybody outside, and who has a headache, nausea or drowsiness?"},
        {verified("St John Ambulance, carbon monoxide poisoning"),
         verified("NC Poison Control, carbon monoxide")}},
    first_minutes{finding::venomous_bite,
                  call_for::ambulance,
                  {"被有毒的动物咬伤或蜇伤", "A bite or sting that may be venomous"},
                  {"离开那动物，坐下或躺下别动，伤肢固定住，戒指、手表、紧的鞋都脱掉。",
                   "Get away from the animal, sit or lie still, keep the limb from moving, take "
                   "off rings, watch and tight shoes."},
                  {"记住时间和它的样子，能远远拍照就拍。喘、脸肿、眼皮抬不起、昏沉：告诉接线员。开"
                   "过肾上腺素笔的，按交代用。",
                   "Note the time and what it looked like; a photo from afar helps. Tell the "
                   "dispatcher about breathlessness, a swollen face, drooping lids, drowsiness. A "
                   "prescribed adrenaline pen: as told."},
                  {"别切开，别用嘴吸，别扎止血带，别冰敷，别喝酒，别去抓它，别等有了症状才去。",
                   "Don't cut, suck, tie off or ice it; no alcohol; don't catch the animal; don't "
                   "wait for symptoms."},
                  {"被什么咬的、咬在哪里、多久了，肿到哪里？",
                   "What bit you, where, how long ago, and how far does it swell?"},
                  {verified("WHO, first aid for snake bites (reprint)"), {}}},
    first_minutes{
        finding::swallowed_danger,
        call_for::hospital,
        {"吞下了危险的东西", "Something dangerous was swallowed"},
        {"没有不舒服也现在就去能做内镜的医院。纽扣电池、两颗以上磁珠、尖的东西，每个小时都要紧。",
         "Go now to a hospital that can do an endoscopy, even without symptoms. With a button "
         "battery, more than one magnet, or something sharp, every hour matters."},
        {"带上同样的电池、磁珠或包装，记住时间和数量。满一岁吞了电池的，路上问急救电话可不可以喂蜂"
         "蜜。",
         "Take the same battery, magnet or the packet along; note the time and how many. Over one "
         "year old with a battery: ask the emergency line about honey on the way."},
        {"别催吐，不吃不喝，别吞馒头韭菜压下去，别等它自己排出来。",
         "Don't induce vomiting, nothing to eat or drink, no bread to push it down, don't wait for "
         "it to come out."},
        {"吞的是什么、几个、多久以前，几岁？",
         "What was swallowed, how many, how long ago, and how old is the person?"},
        {verified("Montreal Children's Hospital, button batteries; Illinois Poison Center"),
         unverified("NHS, swallowed magnets")}},
};

}  // namespace

std::span<const first_minutes> poison_minutes() noexcept {
  return poison_rows;
}

}  // namespace aurawell::safety
