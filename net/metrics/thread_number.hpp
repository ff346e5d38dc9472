#pragma once

#include <cstddef>

namespace aurawell::net {

/// Threads are numbered in the order of their first call: 0, 1, …. So few threads share one of
/// several stripes of counters.
std::size_t number_of_this_thread() noexcept;

}  // namespace aurawell::net
