#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace aurawell::test_support {

/// Makes random choices, equal for equal seeds.
class random_choices {
 public:
  explicit random_choices(std::uint32_t seed) : engine_{seed} {}

  /// @param bound Not 0.
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool one_in(std::size_t chances) { return below(chances) == 0; }

  /// @param all Not empty.
  template <class T>
  T& one_of(std::vector<T>& all) {
    return all[below(all.size())];
  }

  /// Returns an index with a probability in proportion to its weight. At least one weight must not
  /// be 0.
  std::size_t by_weight(const std::vector<std::size_t>& weights) {
    std::size_t sum = 0;
    for (const auto weight : weights) {
      sum += weight;
    }
    auto left = below(sum);
    std::size_t chosen = 0;
    while (left >= weights[chosen]) {
      left -= weights[chosen++];
    }
    return chosen;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace aurawell::test_support
