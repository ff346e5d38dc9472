#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace aurawell::conformance {

/// Number of parallel rows. Far below every limit of connections.
inline constexpr std::size_t crew_size = 16;

/// Calls `work` with each index below `count`, on several threads.
template <class Work>
void for_each_index(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> crew;
  for (std::size_t i = 0; i < crew_size; ++i) {
    crew.emplace_back([&] {
      for (auto index = next++; index < count; index = next++) {
        work(index);
      }
    });
  }
}

}  // namespace aurawell::conformance
