#pragma once

#include <vector>

#include "domain/error.hpp"

namespace aurawell {

/// Tells of everything that is wrong at once: the texts joined, under the code of the
/// first. There must be one.
error join_problems(const std::vector<error>& problems);

}  // namespace aurawell
