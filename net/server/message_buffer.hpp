#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace aurawell::net {

/// A message that arrives in parts. While it is incomplete, the buffer holds at most twice the
/// bytes that have arrived, and 32 bytes, whatever length the header announces.
class message_buffer {
 public:
  /// Where to write the next part. `waiting`: bytes that have arrived and were not read yet; 0:
  /// none, the next read takes what fits. Valid until the next call.
  std::span<char> room(std::size_t waiting);

  /// `bytes` bytes were written to `room`.
  void add(std::size_t bytes);

  std::size_t size() const noexcept { return size_; }
  std::size_t capacity() const noexcept { return text_.capacity(); }

  /// Moves the whole message out; the buffer is then empty and holds no memory.
  std::string take();

 private:
  std::string text_;
  std::size_t size_ = 0;
};

}  // namespace aurawell::net
