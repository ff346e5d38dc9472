#pragma once

#include <vector>

#include "domain/account/account.hpp"

namespace aurawell::health {

/// Returns what is known of a member before the conversation: the stored profile, and the newest
/// sample of each kind if it is recent. A measured weight replaces the weight of an older profile.
/// Some samples are not used because they prove too little: a heart rate, which may not be at rest;
/// one half of a blood pressure; a medium mood.
///
/// @param managed The member is not the holder of its account: see `profile_draft`.
profile known_profile(const stored_profile& stored, const std::vector<health_sample>& samples,
                      wall_time now, bool managed);

/// Returns the part of the profile for chats that are not about health: only the age of a minor,
/// because rules protect minors there too.
profile known_in_general_chat(const profile& known);

}  // namespace aurawell::health
