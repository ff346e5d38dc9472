#include "net/metrics/thread_number.hpp"

#include <atomic>

namespace aurawell::net {

std::size_t number_of_this_thread() noexcept {
  static std::atomic<std::size_t> threads{0};
  static thread_local const std::size_t number = threads.fetch_add(1, std::memory_order_relaxed);
  return number;
}

}  // namespace aurawell::net
