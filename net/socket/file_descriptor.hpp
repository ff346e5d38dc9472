#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace aurawell::net {

/// Owns a file descriptor and closes it.
class file_descriptor {
 public:
  file_descriptor() = default;
  explicit file_descriptor(int owned) noexcept : number_{owned} {}
  file_descriptor(file_descriptor&& other) noexcept : number_{other.release()} {}
  file_descriptor& operator=(file_descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~file_descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }

  explicit operator bool() const noexcept { return number_ >= 0; }
  int number() const noexcept { return number_; }
  int release() noexcept { return std::exchange(number_, -1); }

  /// A second descriptor of the same open file; none when the system has no more.
  file_descriptor duplicate() const noexcept {
    return file_descriptor{::fcntl(number_, F_DUPFD_CLOEXEC, 0)};
  }

 private:
  int number_ = -1;
};

}  // namespace aurawell::net
