#pragma once

#include <cstddef>

namespace aurawell::actors {

/// How much work from outside may wait for the store; of reads and of changes each so much.
struct work_limits {
  std::size_t per_asker = 16;
  std::size_t in_all = 1'024;
};

}  // namespace aurawell::actors
