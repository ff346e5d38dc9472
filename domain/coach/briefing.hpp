#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "domain/coach/assessment.hpp"
#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// Input for the advice of one area.
struct briefing {
  const assessment& person;
  /// The question, folded.
  std::string_view text;
  /// One of several areas: write only the most important points.
  bool brief = false;
  /// Most topics of the question that get advice.
  std::size_t most_tips = 3;
  /// Another section of the same answer explains the daily energy.
  bool energy_elsewhere = false;
};

/// Advice on a topic that the question mentions.
struct focus_tip {
  std::string_view phrases;
  bilingual text;
  /// A person with this condition does not get the advice.
  condition unless = condition::count;
};

/// Advice for persons with a condition.
struct condition_tip {
  condition which = condition::count;
  bilingual text;
};

/// Writes up to `most` bullets, in the order of the table.
void write_focus(advice_text& out, const briefing& about, std::span<const focus_tip> tips,
                 std::size_t most);
void write_conditions(advice_text& out, const briefing& about, std::span<const condition_tip> tips,
                      std::size_t most);

/// "80 公斤", "80 kg", "176 lb", in the person's units.
std::string weight_text(const advice_text& out, const profile& user, double kg);

/// "60.5–78.3 kg" in the person's units.
std::string weight_range_text(const advice_text& out, const profile& user, weight_range range);

/// Rounded to ten, because nobody eats to the calorie.
std::string kcal_text(const advice_text& out, double kcal);

/// Hours and minutes: "7 小时 30 分", "7 h 30 min".
std::string hours_text(const advice_text& out, double hours);

}  // namespace aurawell::health
