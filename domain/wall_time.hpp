#pragma once

#include <chrono>

namespace aurawell {

/// A time of day and date, as people and other machines read it.
using wall_time = std::chrono::system_clock::time_point;

}  // namespace aurawell
