#pragma once

#include <string_view>

#include "domain/health/profile.hpp"

namespace aurawell::health {

/// True if `key` is one of `names`, separated by `|`.
bool is_one_of(std::string_view key, std::string_view names);

/// Takes the folded word of a fact such as gender, goal or mood into the profile, if it
/// is one that is understood. False if `key` is none of these.
bool read_word_field(std::string_view key, std::string_view text, profile& values);

}  // namespace aurawell::health
