#pragma once

#include <optional>
#include <string_view>

#include "domain/health/profile_draft.hpp"

namespace aurawell::health {

/// Collects what a person says about themselves in a folded text: "我30岁，身高170厘米，
/// 每天睡5个小时", "I'm 30, 5'10\", 180 lbs, male". Wishes ("lose 10 kg", "want 8 hours of
/// sleep") are not measurements: a wished weight becomes the target weight, the
/// rest is left alone.
void read_text(std::string_view folded_text, profile_draft& draft);

/// The change of weight that the text asks for, even without a number.
std::optional<health_goal> weight_wish_in(std::string_view folded_text);

}  // namespace aurawell::health
