#include "net/server/message_buffer.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace aurawell::net {
namespace {

/// Least room when the number of waiting bytes is unknown. Below 1536 bytes Beast reads into a
/// buffer of its own; the bytes that wait there then have a known number.
constexpr std::size_t least_room = 16;
constexpr std::size_t direct_from = 1536;

}  // namespace

std::span<char> message_buffer::room(std::size_t waiting) {
  auto wanted = waiting;
  if (waiting == 0) {
    const auto spare = text_.capacity() - size_;
    const auto step = size_ < direct_from ? least_room : size_;
    wanted = spare > 0 ? spare : step;
  }
  text_.resize(size_ + wanted);
  return std::span{text_}.subspan(size_);
}

void message_buffer::add(std::size_t bytes) {
  assert(size_ + bytes <= text_.size());
  size_ += bytes;
}

std::string message_buffer::take() {
  text_.resize(std::exchange(size_, 0));
  return std::exchange(text_, {});
}

}  // namespace aurawell::net
