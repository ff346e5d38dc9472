#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "domain/wall_time.hpp"

namespace aurawell::net {

inline std::int64_t unix_ms(wall_time at) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

inline wall_time from_unix_ms(std::int64_t number) {
  return wall_time{std::chrono::milliseconds{number}};
}

/// `wanted`, but at most 10,000 rows.
inline std::int64_t row_limit(std::size_t wanted) {
  return static_cast<std::int64_t>(std::min<std::size_t>(wanted, 10'000));
}

}  // namespace aurawell::net
