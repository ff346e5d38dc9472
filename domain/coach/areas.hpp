#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace aurawell::health {

/// In the order of the sections of a full plan.
enum class area : unsigned char { diet, exercise, weight, sleep, mind, count };

inline constexpr std::array all_areas{area::diet, area::exercise, area::weight, area::sleep,
                                      area::mind};

using area_set = std::bitset<static_cast<std::size_t>(area::count)>;

inline bool has(const area_set& set, area which) {
  return set[static_cast<std::size_t>(which)];
}

/// What a question is about.
struct topic {
  /// Empty: no area was recognised.
  area_set areas;
  /// The question is about life in general: all five areas.
  bool full_plan = false;
  /// Tiredness, whose causes lie in several areas at once.
  bool tired = false;
  /// The question is about drugs: which one, how much, whether to stop.
  bool medication = false;
};

/// Scores the words of a folded text. A word that only labels a measurement ("体重80公斤", "sleep 5
/// hours") counts only when the text asks about nothing else. With three or more `told_facts` and
/// no question, the topic is a full plan.
topic topic_of(std::string_view folded_text, int told_facts);

}  // namespace aurawell::health
