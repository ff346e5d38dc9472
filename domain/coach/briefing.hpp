#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "domain/coach/assessment.hpp"
#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// What the writer of one area's advice works from.
struct briefing {
  const assessment& person;
  /// The question, folded.
  std::string_view text;
  /// One of several areas: only the points that matter most.
  bool brief = false;
  /// How many things that the question mentions are taken up.
  std::size_t most_tips = 3;
  /// The day's energy is explained in another section of the same answer.
  bool energy_elsewhere = false;
};

/// Advice on something that the question mentions.
struct focus_tip {
  std::string_view phrases;
  bilingual text;
  /// Who has this gets no such advice.
  condition unless = condition::count;
};

/// Advice that a condition adds.
struct condition_tip {
  condition which = condition::count;
  bilingual text;
};

/// Writes up to `most` bullets, first in the table first.
void write_focus(advice_text& out, const briefing& about, std::span<const focus_tip> tips,
                 std::size_t most);
void write_conditions(advice_text& out, const briefing& about, std::span<const condition_tip> tips,
                      std::size_t most);

/// "80 公斤", "80 kg", "176 lb", in the person's units.
std::string weight_text(const advice_text& out, const profile& who, double kg);

/// "60.5–78.3 kg" in the person's units.
std::string weight_range_text(const advice_text& out, const profile& who, weight_range range);

/// Rounded to ten, as nobody eats to the calorie.
std::string kcal_text(const advice_text& out, double kcal);

/// Hours and minutes: "7 小时 30 分", "7 h 30 min".
std::string hours_text(const advice_text& out, double hours);

}  // namespace aurawell::health
