#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/chat/completion.hpp"
#include "domain/health/conditions.hpp"
#include "domain/health/profile_draft.hpp"

namespace aurawell::health {

/// Of the earlier questions no more than these are read, newest first, and of all of
/// them together no more than this many bytes.
inline constexpr std::size_t most_earlier_questions = 20;
inline constexpr std::size_t most_earlier_bytes = 12'000;

/// The earlier questions that are read, folded, newest first.
std::vector<std::string> recent_questions(const advice_question& question);

/// What a question tells about the person.
struct reading {
  profile who;
  condition_set conditions;
  /// Fields with a value outside its range, which was ignored.
  std::vector<profile_field> rejected;
  /// A listed condition, limitation or restriction that no rule here knows.
  bool has_unknown_condition = false;
  /// The change of weight that the question itself asks for.
  std::optional<health_goal> wish;
  /// How many facts the question's own text holds.
  int told_now = 0;
};

/// Facts of the context win over the question's text, that over earlier questions, of
/// which the newest wins, and those over what was known before. Lists are joined.
reading read_profile(const advice_question& question);

}  // namespace aurawell::health
