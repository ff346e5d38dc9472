#pragma once

#include <cstddef>

namespace aurawell {

/// Limits of a `conversation_memory`. At either, the conversations that were not asked in for
/// longest are forgotten.
struct memory_limits {
  /// 0: nothing is remembered.
  std::size_t conversations = 10'000;
  std::size_t bytes = 64 * 1024 * 1024;
};

}  // namespace aurawell
