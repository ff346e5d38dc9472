#pragma once

#include <chrono>
#include <thread>

namespace aurawell::test_support {

/// Longer than any successful operation; tests do not wait longer than needed.
inline constexpr std::chrono::milliseconds test_patience{30'000};

/// Waits for what no message announces, such as an event on a thread of the service. False: it did
/// not come.
template <class Condition>
bool eventually(Condition holds) {
  const auto deadline = std::chrono::steady_clock::now() + test_patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::yield();
  }
  return true;
}

/// As `eventually`, but uses no processor time while it waits.
template <class Condition>
bool patiently(Condition holds) {
  return eventually([&] {
    const bool is_so = holds();
    if (!is_so) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return is_so;
  });
}

}  // namespace aurawell::test_support
