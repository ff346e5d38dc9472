#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace aurawell {

/// Stretches pauses by chance, so that what failed together does not come back together.
/// The same seed gives the same factors.
class jitter {
 public:
  explicit jitter(std::uint64_t seed)
      : random_{static_cast<std::uint32_t>(seed ^ (seed >> 32)) % modulus + 1} {}

  /// `pause` times a factor from `least` up to `most`.
  std::chrono::milliseconds stretch(std::chrono::milliseconds pause, double least, double most) {
    const auto factor = least + (most - least) * (static_cast<double>(random_()) / modulus);
    return std::chrono::duration_cast<std::chrono::milliseconds>(pause * factor);
  }

 private:
  static constexpr std::uint32_t modulus = std::minstd_rand::modulus - 1;

  /// Small: one stands in every answer.
  std::minstd_rand random_;
};

}  // namespace aurawell
