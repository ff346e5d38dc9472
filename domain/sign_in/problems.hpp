#pragma once

#include <vector>

#include "domain/error.hpp"

namespace aurawell {

/// Joins all problems to one error, with their texts and the code of the first. `problems` must not
/// be empty.
error join_problems(const std::vector<error>& problems);

}  // namespace aurawell
