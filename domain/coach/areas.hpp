#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace aurawell::health {

/// In the order in which a full plan treats them.
enum class area : unsigned char { diet, exercise, weight, sleep, mind, count };

inline constexpr std::array all_areas{area::diet, area::exercise, area::weight, area::sleep,
                                      area::mind};

using area_set = std::bitset<static_cast<std::size_t>(area::count)>;

inline bool has(const area_set& set, area which) {
  return set[static_cast<std::size_t>(which)];
}

/// What a question is about.
struct topic {
  /// Nothing set: none of them was recognised.
  area_set areas;
  /// The whole of life is asked about: all five areas.
  bool full_plan = false;
  /// Tiredness, whose causes lie in several areas at once.
  bool tired = false;
  /// Drugs: which, how much, whether to stop.
  bool medication = false;
};

/// Scores the words of a folded text. A word that only names a measurement ("体重80公斤",
/// "sleep 5 hours") counts when nothing else is asked; `told_facts` of three or
/// more and no question make a full plan.
topic topic_of(std::string_view folded_text, int told_facts);

}  // namespace aurawell::health
