#pragma once

#include <optional>

#include "domain/chat/completion.hpp"
#include "domain/safety/screen.hpp"

namespace aurawell::health {

/// Screens the question after those before it, as far back as `recent_questions` go.
/// `reached`: the level of the conversation as it was kept, for what lies further back.
safety::screening screened_conversation(const advice_question& question,
                                        std::optional<int> age_years,
                                        safety_level reached = safety_level::routine);

/// The same, with the age that the context or the person's own words tell.
safety::screening screened_conversation(const advice_question& question,
                                        safety_level reached = safety_level::routine);

}  // namespace aurawell::health
