#pragma once

#include <cstdint>

namespace aurawell::mock {

/// A number whose bits all depend on all bits of `value`: one step of SplitMix64.
constexpr std::uint64_t mixed_bits(std::uint64_t value) noexcept {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}

}  // namespace aurawell::mock
