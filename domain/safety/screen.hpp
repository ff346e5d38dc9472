#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"
#include "domain/safety/values/known_state.hpp"

namespace aurawell::safety {

/// How far a conversation has come, up to its newest message.
struct screening {
  /// Never lower than that of any message before.
  safety_level level = safety_level::routine;
  /// In the newest message, alone or together with those before it.
  finding_set now;
  /// In those before it.
  finding_set earlier;
  /// What was told of ages, conditions and doses.
  known_state known{};
  /// The newest words that may be a complaint, from which the next message may go on: at
  /// most `longest_episode` bytes.
  std::string words{};
};

/// So much of a conversation is read as one message.
inline constexpr std::size_t longest_episode = 1'200;

/// Screens one message of a person, in Chinese, English or both: by fixed rules, by the
/// values that it tells, and by the learned reader; the highest level counts. Errs towards
/// finding something, but drops what a rule finds in a message that the reader takes for
/// harmless. What is spread over several messages is found as well. `age_years`: of the
/// person asked for. `before`: the result for the message before. The same arguments always
/// give the same result. No more than `longest_text_characters` are read.
screening screen(std::string_view words, std::optional<int> age_years = std::nullopt,
                 const screening& before = {});

/// Reads tables and model now (50 ms) and not with the first question.
void prepare_screen();

}  // namespace aurawell::safety
