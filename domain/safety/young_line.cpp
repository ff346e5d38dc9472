#include "domain/safety/young_line.hpp"

#include <array>

namespace aurawell::safety {

namespace {

struct young_line {
  finding sign;
  int below_age;
  bilingual text;
};

// Sources: ERC Guidelines 2021, paediatric life support (unverified); NHS, poisoning; NIMH, five
// action steps.
constexpr std::array young_lines{
    young_line{finding::unconscious,
               13,
               {"如果是孩子：按压深度约为胸部厚度的三分之一；会人工呼吸就先吹 5 口气，再每按 15–30 "
                "次吹 2 口；婴儿用两根手指按。",
                "If it is a child: press a third of the chest's depth; if you know how, give 5 "
                "breaths first, then 2 after every 15–30 pushes; two fingers for a baby."}},
    young_line{finding::seizure,
               13,
               {"如果是孩子发烧抽搐：同样侧躺、计时、不塞东西；停下来之后也要当天看医生。",
                "If it is a child with a fever: the same, on one side, timed, nothing in the "
                "mouth; a doctor looks the same day, even when it has stopped."}},
    young_line{finding::poisoning,
               13,
               {"如果是孩子：吞下纽扣电池、磁珠、清洁剂或大人的药，没有不舒服也要马上去急诊。",
                "If it is a child: after a button battery, magnets, cleaner or an adult's medicine "
                "go to hospital at once, even without symptoms."}},
    young_line{
        finding::self_harm,
        18,
        {"现在就告诉一个你信任的大人：爸妈、亲戚、老师、学校心理老师，或朋友的爸妈。这不是你的"
         "错，也不用一个人扛。",
         "Tell an adult you trust right now: a parent, relative, teacher, school counsellor "
         "or a friend's parent. It is not your fault, and you don't have to carry it "
         "alone."}},
    young_line{finding::violence_now,
               18,
               {"如果伤害你的是家里的大人：告诉老师、邻居、同学的爸妈，或直接报警。不是你的错。",
                "If an adult at home does it: tell a teacher, a neighbour or a friend's parent, or "
                "call the police yourself. It is not your fault."}},
};

}  // namespace

std::string_view line_for_young(finding sign, std::optional<int> age_years,
                                language lang) noexcept {
  for (const young_line& line : young_lines) {
    if (line.sign == sign && age_years && *age_years < line.below_age) {
      return line.text.in(lang);
    }
  }
  return {};
}

}  // namespace aurawell::safety
