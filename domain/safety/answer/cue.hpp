#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace aurawell::safety {

/// The role of a word of an answer in the rules. A `neutral` word only hides shorter words inside
/// it.
enum class cue : unsigned char {
  neutral,
  // Form of a statement.
  denial,       ///< up to the end of the sentence: "do not", 切勿
  denial_here,  ///< up to the end of the clause: "not", 没有
  instead,      ///< ends a denial: "but", 而是
  condition,    ///< "if", 如果
  reported,     ///< tells words or beliefs of somebody: "you asked", 误区
  harmful,      ///< says that the text beside it is wrong: "is dangerous", 会加重
  consult,      ///< refers to a doctor: "ask your doctor", 遵医嘱
  reaction,     ///< a reaction to a medicine, which is a reason to stop it: "rash", 过敏
  permitted,    ///< "you can", "just": what follows is advice
  // Medicines and amounts.
  drug,
  medicine,  ///< names only its kind or form: "pills", 药
  food,      ///< its amounts are no doses: protein, water, vitamins
  mass,
  gram,  ///< may also be a mass of food
  volume,
  tablet,
  piece,    ///< a tablet only beside a drug: 片, 袋
  counted,  ///< a drug that is counted: "two aspirin"
  spray,    ///< another unit beside a drug: units, puffs, drops
  meter,    ///< the unit of a measured value: mg/dL
  every,    ///< "every 6 hours", 一日三次
  take,
  taken,    ///< tells what somebody did: "you took"
  at_most,  ///< "more than", 不超过
  // Stopping.
  stop,
  stop_it,    ///< complete advice: 停药
  stopped,    ///< after a medicine: 停了, 减半
  stop_this,  ///< before a medicine: 停用
  stop_noun,  ///< mentions stopping and does not advise it: 停药后
  // Help.
  needless,    ///< "no need to", 不用
  forbid,      ///< a denial that tells somebody what not to do: "do not"
  help,        ///< "call an ambulance", 医院
  grave_help,  ///< help that nobody should advise against
  wait,
  no_worry,
  // First aid.
  harm,     ///< complete advice: "induce vomiting", 放血
  purging,  ///< 催吐, which may also be a habit
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

/// Cues, a bit for each.
using cue_set = std::uint64_t;
static_assert(static_cast<std::size_t>(cue::count) <= 64);

constexpr cue_set set_of(cue which) noexcept {
  return cue_set{1} << static_cast<unsigned>(which);
}
template <class... More>
constexpr cue_set set_of(cue first, More... more) noexcept {
  return (set_of(first) | ... | set_of(more));
}

std::span<const cue_words> chinese_cues() noexcept;
std::span<const cue_words> english_cues() noexcept;
/// Medicines and foods that `values/person_words.cpp` does not name.
std::span<const cue_words> substance_cues() noexcept;

/// A word with a role in the rules, or an amount with its unit. Positions are bytes.
struct cue_at {
  cue which = cue::neutral;
  std::size_t begin = 0;
  std::size_t end = 0;
  /// The cue includes a number before the unit: "400 mg", 两片.
  bool is_amount = false;
};

/// Finds the words of a `sentence`, in order. Of several words that begin at one place, takes the
/// longest. A word with several meanings gives one cue for each.
void find_cues(std::string_view sentence, std::vector<cue_at>& found);

}  // namespace aurawell::safety
