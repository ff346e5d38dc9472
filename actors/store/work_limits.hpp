#pragma once

#include <cstddef>

namespace aurawell::actors {

/// Limits of waiting work from outside; they apply to reads and to changes separately.
struct work_limits {
  std::size_t per_asker = 16;
  std::size_t in_all = 1'024;
};

}  // namespace aurawell::actors
