#pragma once

#include <initializer_list>
#include <vector>

#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

inline finding_set set_of(std::initializer_list<finding> all) {
  finding_set found;
  for (const finding each : all) {
    found.set(static_cast<std::size_t>(each));
  }
  return found;
}

inline std::vector<finding> findings_at(bool emergency) {
  std::vector<finding> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(finding::count); ++i) {
    const auto each = static_cast<finding>(i);
    if ((level_of(each) == safety_level::emergency) == emergency) {
      all.push_back(each);
    }
  }
  return all;
}

}  // namespace aurawell::safety
