#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace aurawell {

/// Varies pauses at random, so that clients that failed together do not retry together. The same
/// seed gives the same factors.
class jitter {
 public:
  explicit jitter(std::uint64_t seed)
      : random_{static_cast<std::uint32_t>(spread(seed) % modulus) + 1} {}

  /// `pause` times a random factor from `least` to `most`.
  std::chrono::milliseconds stretch(std::chrono::milliseconds pause, double least, double most) {
    const auto factor = least + (most - least) * (static_cast<double>(random_()) / modulus);
    return std::chrono::duration_cast<std::chrono::milliseconds>(pause * factor);
  }

 private:
  /// Without this, neighbouring seeds give nearly equal first factors (the finaliser of
  /// SplitMix64).
  static constexpr std::uint64_t spread(std::uint64_t seed) noexcept {
    seed += 0x9E37'79B9'7F4A'7C15;
    seed = (seed ^ (seed >> 30)) * 0xBF58'476D'1CE4'E5B9;
    seed = (seed ^ (seed >> 27)) * 0x94D0'49BB'1331'11EB;
    return seed ^ (seed >> 31);
  }

  static constexpr std::uint32_t modulus = std::minstd_rand::modulus - 1;

  /// A small generator: every answer holds one.
  std::minstd_rand random_;
};

}  // namespace aurawell
