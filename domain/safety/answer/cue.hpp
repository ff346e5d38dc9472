#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace aurawell::safety {

/// What a word of an answer does in the rules. `neutral` words only hide shorter ones.
enum class cue : unsigned char {
  neutral,
  // How something is said.
  denial,       ///< up to the end of the sentence: "do not", 切勿
  denial_here,  ///< up to the end of the clause: "not", 没有
  instead,      ///< ends a denial: "but", 而是
  condition,    ///< "if", 如果
  reported,     ///< words or beliefs of somebody: "you asked", 误区
  harmful,      ///< says that what stands beside it is wrong: "is dangerous", 会加重
  consult,      ///< with a doctor: "ask your doctor", 遵医嘱
  reaction,     ///< to a medicine, which is a reason to stop it: "rash", 过敏
  permitted,    ///< "you can", "just": what follows is advice
  // Medicines and amounts.
  drug,
  medicine,  ///< of which only the kind or form is told: "pills", 药
  food,      ///< whose amounts are no doses: protein, water, vitamins
  mass,
  gram,  ///< a mass of food as well
  volume,
  tablet,
  piece,    ///< a tablet only of a drug: 片, 袋
  counted,  ///< of a drug: "two aspirin"
  spray,    ///< the same: units, puffs, drops
  meter,    ///< the unit of a measured value: mg/dL
  every,    ///< "every 6 hours", 一日三次
  take,
  taken,    ///< tells what somebody did: "you took"
  at_most,  ///< "more than", 不超过
  // Stopping.
  stop,
  stop_it,    ///< says all: 停药
  stopped,    ///< behind a medicine: 停了, 减半
  stop_this,  ///< before a medicine: 停用
  stop_noun,  ///< tells of it and does not advise it: 停药后
  // Help.
  needless,    ///< "no need to", 不用
  forbid,      ///< of denials those that tell somebody what not to do: "do not"
  help,        ///< "call an ambulance", 医院
  grave_help,  ///< those that nobody should advise against
  wait,
  no_worry,
  // First aid.
  harm,     ///< says all: "induce vomiting", 放血
  purging,  ///< 催吐, which is also a habit
  purging_habit,
  make,
  vomit,
  put,
  thing,
  mouth,
  apply,
  remedy,
  pull,
  pierced,
  asleep,  ///< unconscious
  feed,
  lethal,
  count
};

/// The words of one cue, separated by `|`.
struct cue_words {
  cue which;
  std::string_view spellings;
};

std::span<const cue_words> chinese_cues() noexcept;
std::span<const cue_words> english_cues() noexcept;
/// Medicines and foods that `values/person_words.cpp` does not name.
std::span<const cue_words> substance_cues() noexcept;

/// A word that means something, or an amount with its unit.
struct cue_at {
  cue which = cue::neutral;
  std::size_t begin = 0;
  std::size_t end = 0;
  /// A number stands before it, as part of it: "400 mg", 两片.
  bool is_amount = false;
};

/// The words of a `sentence`, in order; of those that begin at one place the longest. A word of
/// several meanings is as many cues.
void find_cues(std::string_view sentence, std::vector<cue_at>& found);

}  // namespace aurawell::safety
