#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/completion.hpp"
#include "domain/health/conditions.hpp"
#include "domain/health/profile_draft.hpp"
#include "domain/prompt/past_readings.hpp"

namespace aurawell::health {

/// Limits of the earlier questions that are read, newest first: their number, and their bytes in
/// total.
inline constexpr std::size_t most_earlier_questions = 20;
inline constexpr std::size_t most_earlier_bytes = 12'000;

/// The earlier questions within those limits, newest first: views into `question`.
std::vector<std::string_view> recent_questions(const advice_question& question);

/// What a question says about the user.
struct reading {
  profile user_profile;
  condition_set conditions;
  /// Fields with a value outside its range, which was ignored.
  std::vector<profile_field> rejected;
  /// A listed condition, limitation or restriction is unknown to these rules.
  bool has_unknown_condition = false;
  /// The change of weight that the question itself asks for.
  std::optional<health_goal> wish;
  /// Number of facts in the question's own text.
  int told_now = 0;
};

/// Priority: facts of the context, the question's text, earlier questions (the newest first), what
/// was known before. Lists are joined.
/// @param memo What was read in the conversation before; the result does not depend on it.
reading read_profile(const advice_question& question, reading_memo& memo);
reading read_profile(const advice_question& question);

}  // namespace aurawell::health
