#pragma once

#include <mutex>
#include <utility>

namespace aurawell {

/// A value that several threads use, each under the value's own lock. Thread-safe.
template <class T>
class guarded {
 public:
  guarded() = default;
  explicit guarded(T first) : value_{std::move(first)} {}

  /// Gives what `use(T&)` gives. It runs under the lock: let it be short, and let it give no
  /// reference to a part of the value.
  template <class Use>
  auto with_lock(Use use) {
    const std::lock_guard lock{mutex_};
    return use(value_);
  }

  template <class Use>
  auto with_lock(Use use) const {
    const std::lock_guard lock{mutex_};
    return use(value_);
  }

  /// A copy.
  T read() const {
    return with_lock([](const T& value) { return value; });
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace aurawell
