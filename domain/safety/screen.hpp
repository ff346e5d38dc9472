#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"
#include "domain/safety/values/known_state.hpp"

namespace aurawell::safety {

/// State of a conversation up to its newest message.
struct screening {
  /// Never lower than the level of an earlier message.
  safety_level level = safety_level::routine;
  /// Findings in the newest message, alone or together with earlier ones.
  finding_set now;
  /// Findings in earlier messages.
  finding_set earlier;
  /// Ages, conditions and doses in the conversation.
  known_state known{};
  /// The newest words that may be a complaint, at most `longest_episode` bytes. The next message
  /// may continue them.
  std::string words{};

  bool operator==(const screening&) const = default;
};

/// Bytes of a conversation that are read as one message.
inline constexpr std::size_t longest_episode = 1'200;

/// Screens one message of a person, in Chinese, English or both, by fixed rules, by its values and
/// by the learned reader; the highest level counts. Prefers a false finding to a missed one, but
/// drops findings of rules in a message that the reader classifies as harmless. Also finds what
/// several messages say together. `age_years` is the age of the person whom the question is about,
/// `before` the result for the previous message. Deterministic. Reads at most
/// `longest_text_characters`.
screening screen(std::string_view words, std::optional<int> age_years = std::nullopt,
                 const screening& before = {});

/// Loads tables and model now (50 ms), so neither the first question nor the check of the first
/// answer waits for it.
void prepare_screen();

}  // namespace aurawell::safety
