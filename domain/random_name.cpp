#include "domain/random_name.hpp"

#include <random>

namespace aurawell {

std::uint32_t random_word() {
  // Its other sources open a file in each thread, and throw when there are too many.
  thread_local std::random_device source{"getentropy"};
  return source();
}

std::string random_name(std::string_view prefix) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr int words = 4;
  constexpr int digits_per_word = 8;
  std::string name{prefix};
  name.reserve(prefix.size() + words * digits_per_word);
  for (int i = 0; i < words; ++i) {
    auto word = random_word();
    for (int j = 0; j < digits_per_word; ++j, word >>= 4U) {
      name += digits[word & 0xFU];
    }
  }
  return name;
}

}  // namespace aurawell
