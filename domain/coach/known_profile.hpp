#pragma once

#include <vector>

#include "domain/account/account.hpp"

namespace aurawell::health {

/// What is known of a member before a word is said: the stored profile, and of each kind
/// of sample the newest one while it is recent. A measured weight counts more than a
/// profile that is older. Left out, because they would say more than was measured: a heart
/// rate, of which nobody knows whether it was taken at rest; one half of a blood
/// pressure; a mood in the middle.
///
/// @param managed The member is not the holder of its account: see `profile_draft`.
profile known_profile(const stored_profile& stored, const std::vector<health_sample>& samples,
                      wall_time now, bool managed);

/// What a chat that is not about health knows: nothing but the age of a minor, whom rules
/// protect there too.
profile known_in_general_chat(const profile& known);

}  // namespace aurawell::health
