#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array whole_body_rows{
    first_minutes{
        finding::anaphylaxis,
        call_for::ambulance,
        {"这像是严重过敏", "This looks like a severe allergic reaction"},
        {"身边有医生开的肾上腺素自动注射笔，现在就按说明打在大腿外侧，然后打急救电话，说是严重过敏"
         "。",
         "If an adrenaline auto-injector was prescribed, use it now in the outer thigh as "
         "instructed, then call and say “anaphylaxis”."},
        {"平躺抬腿；喘得厉害就坐着，孕妇左侧躺。离开过敏的东西。没有好转，第二支按说明用。",
         "Lie flat with legs raised; sit if breathing is hard; pregnant, lie on the left side. Get "
         "away from the trigger. No better: the second injector as instructed."},
        {"感觉好了也别站起来走，别用吃过敏药代替打电话。",
         "Don't stand up or walk, even if better; allergy tablets don't replace the call."},
        {"现在呼吸怎样，注射笔用了没有、几点用的？",
         "How is the breathing, and was an injector used, and when?"},
        {verified("Anaphylaxis UK, what to do in an emergency"), {}}},
    first_minutes{
        finding::low_sugar,
        call_for::ambulance,
        {"血糖低到有危险", "Blood sugar is dangerously low"},
        {"醒着、咽得下：马上吃喝含糖的，果汁、汽水、糖、蜂蜜都行，不能是无糖的。过 10–15 "
         "分钟没好，再来一次。",
         "Awake and able to swallow: sugar at once, as juice, a sugared drink, sweets or honey, "
         "nothing sugar-free. No better after 10–15 minutes: again."},
        {"叫不醒或咽不下：侧躺；家里有医生开的胰高血糖素，按交代用。好转后吃点主食，查一次血糖。",
         "Not awake or not swallowing: on one side; prescribed glucagon as told. Once better, eat "
         "a meal and measure again."},
        {"咽不下时，嘴里什么都别放。别一个人待着，别开车。下一次胰岛素怎么打，问医生。",
         "Nothing in the mouth of somebody who can't swallow. Don't stay alone, don't drive. Ask a "
         "doctor about the next insulin."},
        {"血糖是多少，人清醒、咽得下吗？",
         "What is the sugar, and is the person awake and swallowing?"},
        {verified("St John Ambulance, diabetic emergency"), {}}},
    first_minutes{
        finding::high_sugar,
        call_for::ambulance,
        {"血糖过高，可能是酮症酸中毒", "Very high sugar, perhaps ketoacidosis"},
        {"叫救护车或现在就去急诊，说是糖尿病急症。能喝就小口喝白水；有试纸就测血糖和酮体，把数值带"
         "上。",
         "Call or go to hospital now and say that it is a diabetic emergency. Sip water if you "
         "can; measure sugar and ketones if you have strips, and take the numbers along."},
        {"呼吸又深又快、有烂苹果味、反复吐、肚子痛、昏沉，告诉接线员。昏沉就侧躺。",
         "Tell the dispatcher about deep fast breathing, a fruity smell, vomiting, belly pain, "
         "drowsiness. If drowsy, lie on one side."},
        {"吃不下也别自己停胰岛素，也别自己乱加。别喝甜的，别靠运动降糖。",
         "Don't leave out insulin because you can't eat, and don't add any on your own. Nothing "
         "sweet, no exercise to bring it down."},
        {"血糖和酮体是多少，吐了没有，胰岛素有没有漏？",
         "What are sugar and ketones, any vomiting, any insulin missed?"},
        {verified("St John Ambulance, diabetic emergency"),
         unverified("NHS, diabetic ketoacidosis")}},
    first_minutes{finding::heat_or_cold,
                  call_for::ambulance,
                  {"体温已经危险：中暑或失温", "Body heat in danger: heatstroke or hypothermia"},
                  {"热：移到阴凉处，脱外衣，用凉水淋、泡或擦，扇风，脖子和腋下放冰袋，不停，直到急"
                   "救接手。冷：移到避风处，换下湿衣，裹住身体和头。",
                   "Hot: into the shade, clothes off, cool water over the body, fan, cold packs at "
                   "neck and armpits, until help takes over. Cold: out of the wind, wet clothes "
                   "off, wrap body and head."},
                  {"有人一直看着。昏迷有呼吸：侧躺；没有呼吸：按压胸口。全醒、咽得下，才喝东西。",
                   "Someone watches all the time. Unconscious but breathing: on one side; not "
                   "breathing: press on the chest. Drinks only when fully awake."},
                  {"热：别喂退烧药。冷：别泡热水，别搓手脚，别喝酒，动作要轻。",
                   "Hot: no fever medicine. Cold: no hot bath, no rubbing, no alcohol, and move "
                   "the person gently."},
                  {"人清醒吗，体温多少，已经降温或保暖多久了？",
                   "Is the mind clear, what is the temperature, and how long has cooling or "
                   "warming gone on?"},
                  {verified("NHS, hypothermia; heat exhaustion and heatstroke (reprints)"), {}}},
};

}  // namespace

std::span<const first_minutes> whole_body_minutes() noexcept {
  return whole_body_rows;
}

}  // namespace aurawell::safety
