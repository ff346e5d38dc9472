#include "net/trace/trace_state.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell::net {
namespace {

std::string list_of(int members) {
  std::string list;
  for (int i = 0; i < members; ++i) {
    list += (i > 0 ? ",k" : "k") + std::to_string(i) + "=v";
  }
  return list;
}

TEST(trace_state, keeps_a_valid_list_without_blanks) {
  EXPECT_EQ(bounded_trace_state(""), "");
  EXPECT_EQ(bounded_trace_state("rojo=00f067aa0ba902b7"), "rojo=00f067aa0ba902b7");
  EXPECT_EQ(bounded_trace_state(" rojo=1 ,\tcongo=t61 r,,"), "rojo=1,congo=t61 r");
  EXPECT_EQ(bounded_trace_state("fw529a3039@dt=FfA~!,0a_-*/b=x"), "fw529a3039@dt=FfA~!,0a_-*/b=x");
}

TEST(trace_state, drops_an_invalid_list) {
  for (const auto* text :
       {"rojo", "=1", "rojo=", "Rojo=1", "r\x7f=1", "_a=1", "rojo=1=2", "rojo=\x01",
        "rojo=\xc3\xa9", "a b=1", "a=1,a=2", "a=1,b", "a=1\r\nX-Other: 1"}) {
    EXPECT_EQ(bounded_trace_state(text), "") << text;
  }
}

TEST(trace_state, judges_every_byte_of_a_value) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text{'k', '=', 'v', static_cast<char>(byte), 'w'};
    // A comma ends the member, and the rest is none.
    const bool is_allowed = byte >= 0x20 && byte <= 0x7e && byte != ',' && byte != '=';
    EXPECT_EQ(bounded_trace_state(text), is_allowed ? text : "") << byte;
  }
}

TEST(trace_state, bounds_members_and_their_parts) {
  EXPECT_EQ(bounded_trace_state(list_of(32)), list_of(32));
  EXPECT_EQ(bounded_trace_state(list_of(33)), "");
  const auto key = std::string(256, 'k');
  EXPECT_EQ(bounded_trace_state(key + "=1"), key + "=1");
  EXPECT_EQ(bounded_trace_state(key + "k=1"), "");
  EXPECT_EQ(bounded_trace_state("k=" + std::string(256, 'v')), "k=" + std::string(256, 'v'));
  EXPECT_EQ(bounded_trace_state("k=" + std::string(257, 'v')), "");
}

TEST(trace_state, leaves_out_large_members_first_then_the_last_ones) {
  const auto large = "large=" + std::string(200, 'v');
  const auto member = [](int number) {
    return "m" + std::to_string(number) + "=" + std::string(97, 'v');
  };
  EXPECT_EQ(bounded_trace_state(large + "," + member(1)), large + "," + member(1));
  EXPECT_EQ(bounded_trace_state(member(1) + "," + member(2) + "," + large + "," + member(3) + "," +
                                member(4)),
            member(1) + "," + member(2) + "," + member(3) + "," + member(4));
  auto longest = member(1);
  for (int i = 2; i <= 6; ++i) {
    longest += "," + member(i);
  }
  // Five members of 100 bytes and four commas are 504 bytes.
  EXPECT_EQ(bounded_trace_state(longest).size(), 504U);
  EXPECT_TRUE(longest.starts_with(bounded_trace_state(longest)));
}

TEST(trace_state, is_never_longer_than_its_limit) {
  for (std::size_t size = 400; size < 620; ++size) {
    const auto first = size / 3;
    const auto text = "a=" + std::string(first - 2, 'v') + ",b=" + std::string(first - 3, 'v') +
                      ",c=" + std::string(size - 2 * first - 3, 'v');
    ASSERT_EQ(text.size(), size);
    const auto kept = bounded_trace_state(text);
    EXPECT_EQ(kept.size() == size, size <= most_state_bytes);
    EXPECT_LE(kept.size(), most_state_bytes);
  }
}

}  // namespace
}  // namespace aurawell::net
