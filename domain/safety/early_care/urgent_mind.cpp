#include "domain/safety/early_care/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array urgent_mind_rows{
    early_care{
        finding::suicidal_hint,
        call_for::crisis,
        {"听起来你最近很难，难到会想到死。很多人有过这样的念头，它会过去，也有人能帮上忙。",
         "It sounds as if things are so hard that death comes to mind. Many people have known "
         "that; it passes, and there is help."},
        {"今天就和一个信任的人说说，也约一次心理科或医生。",
         "Tell one person you trust today, and arrange to see a doctor or counsellor."},
        {"有了具体的打算，或觉得自己快撑不住", "there is a plan, or you feel you can't hold on"},
        {"你有没有想过结束自己的生命，现在有没有具体的打算？",
         "Have you thought of ending your life, and is there a plan now?"}},
    early_care{finding::harm_to_others,
               call_for::confusion,
               {"想伤害别人的念头很可怕，说出来是对的。",
                "Thoughts of hurting somebody are frightening, and it is right to speak of them."},
               {"先离开那个人和能伤人的东西，今天就去看精神科医生。",
                "Get away from that person and from anything that could hurt, and see a "
                "psychiatrist today."},
               {"觉得要控制不住，或有声音叫你去做",
                "you feel that you can't hold back, or voices tell you to do it"},
               {"是对谁，现在离得近吗，有没有打算？",
                "Towards whom, is that person near, and is there a plan?"}},
    early_care{
        finding::violence,
        call_for::police,
        {"被打、被威胁、被控制，都不是你的错。",
         "Being hit, threatened or controlled is not your fault."},
        {"今天就告诉一个信任的人；受了伤去医院，留好病历和照片，想好一个能去的地方。",
         "Tell someone you trust today; if hurt, go to hospital and keep records and "
         "photos, and think of a place to go."},
        {"现在有危险、被掐过脖子、对方有刀枪、孩子也有危险",
         "you are in danger now, were choked, there is a weapon, or a child is at risk"},
        {"你现在安全吗，家里有孩子吗？", "Are you safe now, and are there children at home?"}},
};

}  // namespace

std::span<const early_care> urgent_mind_care() noexcept {
  return urgent_mind_rows;
}

}  // namespace aurawell::safety
