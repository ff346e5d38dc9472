#pragma once

#include <bitset>
#include <cstddef>

#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

class token_view;

/// What the words of a message say, at any place in it.
struct whole_message {
  std::bitset<static_cast<std::size_t>(mark::count)> marks;
  bool names_child = false;
  bool names_pressure = false;
  bool names_weak_defence = false;   ///< a treatment that makes each fever dangerous
  bool tells_fever_or_risk = false;  ///< a fever or such a treatment, not denied
  bool tells_pregnancy = false;      ///< not denied
};

/// Reads each token once.
whole_message whole_message_of(const token_view& words);

}  // namespace aurawell::safety
