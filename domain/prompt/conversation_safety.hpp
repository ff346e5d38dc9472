#pragma once

#include <optional>

#include "domain/chat/completion.hpp"
#include "domain/prompt/past_readings.hpp"
#include "domain/safety/screen.hpp"

namespace aurawell::health {

/// Screens the question together with the earlier ones that `recent_questions` returns. `reached`:
/// the stored level of the conversation, which covers older ones.
safety::screening screened_conversation(const advice_question& question,
                                        std::optional<int> age_years,
                                        safety_level reached = safety_level::routine);

/// @param memo What was read in the conversation before; the result does not depend on it.
safety::screening screened_conversation(const advice_question& question,
                                        std::optional<int> age_years, safety_level reached,
                                        reading_memo& memo);

/// The same, with the age from the context or from the user's own text.
safety::screening screened_conversation(const advice_question& question,
                                        safety_level reached = safety_level::routine);

}  // namespace aurawell::health
