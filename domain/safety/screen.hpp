#pragma once

#include <optional>
#include <string_view>

#include "domain/safety/finding.hpp"
#include "domain/safety/level.hpp"

namespace aurawell::safety {

/// How far a conversation has come, up to its newest message.
struct screening {
  /// Never lower than that of any message before.
  safety_level level = safety_level::routine;
  /// In the newest message.
  finding_set now;
  /// In those before it.
  finding_set earlier;
};

/// Screens one message of a person, in Chinese, English or both, by fixed rules. Errs
/// towards finding something. `age_years`: of the person asked for. `before`: the
/// result for the message before. The same arguments always give the same result, and
/// nothing of the text is kept. No more than `longest_text_characters` are read.
screening screen(std::string_view words, std::optional<int> age_years = std::nullopt,
                 const screening& before = {});

}  // namespace aurawell::safety
