#include "net/server/message_buffer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurawell::net {
namespace {

/// Delivers bytes like a socket: `at_once` bytes have arrived when the buffer provides space.
void bring(message_buffer& buffer, std::string_view text, std::size_t at_once) {
  for (std::string_view rest = text; !rest.empty();) {
    auto arrived = rest.substr(0, at_once);
    rest.remove_prefix(arrived.size());
    // As in a session: first the awaited bytes, then those known to have arrived.
    auto room = buffer.room(0);
    while (!arrived.empty()) {
      const auto some = arrived.substr(0, room.size());
      std::copy(some.begin(), some.end(), room.begin());
      buffer.add(some.size());
      arrived.remove_prefix(some.size());
      if (!arrived.empty()) {
        room = buffer.room(arrived.size());
      }
    }
    EXPECT_LE(buffer.capacity(), 2 * buffer.size() + 32);
  }
}

TEST(message_buffer, puts_a_message_together_however_it_comes) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) {
    text += std::to_string(i);
  }
  for (const std::size_t at_once : {1U, 7U, 15U, 16U, 17U, 100U, 1'535U, 1'536U, 4'096U, 20'000U}) {
    SCOPED_TRACE(at_once);
    message_buffer buffer;
    bring(buffer, text, at_once);
    EXPECT_EQ(buffer.size(), text.size());
    EXPECT_EQ(buffer.take(), text);
    EXPECT_EQ(buffer.size(), 0U);
  }
}

TEST(message_buffer, holds_only_its_own_bytes_while_nothing_comes) {
  message_buffer buffer;
  const auto empty = buffer.capacity();
  EXPECT_GT(buffer.room(0).size(), 0U);
  EXPECT_EQ(buffer.capacity(), empty);
  bring(buffer, std::string(1'000, 'x'), 1'000);
  buffer.take();
  EXPECT_EQ(buffer.capacity(), empty);
}

TEST(message_buffer, holds_an_unfinished_message_and_little_more) {
  for (const std::size_t size : {1U, 16U, 100U, 1'000U, 1'536U, 5'000U, 60'000U}) {
    message_buffer buffer;
    bring(buffer, std::string(size, 'x'), size);
    buffer.room(0);
    EXPECT_LE(buffer.capacity(), 2 * size + 32) << size;
  }
}

}  // namespace
}  // namespace aurawell::net
