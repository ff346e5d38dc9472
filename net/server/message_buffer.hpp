#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace aurawell::net {

/// A message that arrives in parts. While it is unfinished it holds at most twice what has
/// arrived, and 32 bytes, whatever its header promises.
class message_buffer {
 public:
  /// Where the next part goes. `waiting`: bytes that have arrived and were not taken yet;
  /// 0: none, and those that come are read as long as there is room. Valid until the next call.
  std::span<char> room(std::size_t waiting);

  /// So many bytes were put into `room`.
  void add(std::size_t bytes);

  std::size_t size() const noexcept { return size_; }
  std::size_t capacity() const noexcept { return text_.capacity(); }

  /// The whole message; the buffer is then empty and holds no memory.
  std::string take();

 private:
  std::string text_;
  std::size_t size_ = 0;
};

}  // namespace aurawell::net
