#include "net/trace/trace_headers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell::net {
namespace {

const std::string good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

given_trace read_parent(std::string_view text) {
  return read_trace(text, {});
}

bool is_refused(std::string_view text) {
  const auto read = read_parent(text);
  return read.is_invalid && !read.parent;
}

TEST(trace_headers, reads_and_writes_the_same) {
  const auto read = read_parent(good);
  ASSERT_TRUE(read.parent);
  EXPECT_FALSE(read.is_invalid);
  EXPECT_EQ(to_hex(read.parent->trace), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(to_hex(read.parent->span), "00f067aa0ba902b7");
  EXPECT_TRUE(read.parent->is_sampled);
  EXPECT_EQ(to_traceparent(*read.parent), good);
}

TEST(trace_headers, passes_on_the_two_flags_that_it_knows) {
  const auto with_flags = [](const std::string& flags) {
    return to_traceparent(*read_parent(good.substr(0, 53) + flags).parent).substr(53);
  };
  EXPECT_EQ(with_flags("00"), "00");
  EXPECT_EQ(with_flags("01"), "01");
  EXPECT_EQ(with_flags("02"), "02");
  EXPECT_EQ(with_flags("03"), "03");
  EXPECT_EQ(with_flags("fc"), "00");
  EXPECT_EQ(with_flags("ff"), "03");
}

TEST(trace_headers, an_empty_text_is_none) {
  EXPECT_EQ(read_parent(""), given_trace{});
}

TEST(trace_headers, a_later_version_may_be_longer) {
  for (const std::string version : {"01", "0a", "cc", "fe"}) {
    const auto same = version + good.substr(2);
    EXPECT_TRUE(read_parent(same).parent);
    EXPECT_TRUE(read_parent(same + "-").parent);
    EXPECT_TRUE(read_parent(same + "-what.the.future-brings").parent);
    EXPECT_TRUE(is_refused(same + "."));
    EXPECT_TRUE(is_refused(same + "0-"));
  }
  EXPECT_TRUE(is_refused(good + "-"));
  EXPECT_TRUE(is_refused(good + "-more"));
}

TEST(trace_headers, knows_only_the_first_flag_of_a_later_version) {
  const auto later = read_parent("01" + good.substr(2, 51) + "03");
  EXPECT_TRUE(later.parent->is_sampled);
  EXPECT_FALSE(later.parent->is_random);
}

TEST(trace_headers, refuses_the_version_ff_and_ids_of_zeros) {
  EXPECT_TRUE(is_refused("ff" + good.substr(2)));
  EXPECT_TRUE(is_refused("ff" + good.substr(2) + "-more"));
  EXPECT_TRUE(is_refused("00-00000000000000000000000000000000-00f067aa0ba902b7-01"));
  EXPECT_TRUE(is_refused("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"));
}

TEST(trace_headers, refuses_every_prefix) {
  const auto later = "01" + good.substr(2) + "-more";
  for (std::size_t size = 1; size < good.size(); ++size) {
    EXPECT_TRUE(is_refused(std::string_view{good}.substr(0, size))) << size;
    EXPECT_TRUE(is_refused(std::string_view{later}.substr(0, size))) << size;
  }
}

bool is_lower_hex(int byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

/// What the specification says about a text that differs from `good` in this one byte.
bool may_be(std::size_t place, int byte) {
  if (place == 2 || place == 35 || place == 52) {
    return byte == '-';
  }
  return is_lower_hex(byte);
}

TEST(trace_headers, judges_every_change_of_every_byte) {
  for (std::size_t place = 0; place < good.size(); ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      auto changed = good;
      changed[place] = static_cast<char>(byte);
      EXPECT_EQ(read_parent(changed).parent.has_value(), may_be(place, byte))
          << place << " " << byte;
    }
  }
}

TEST(trace_headers, refuses_blanks_and_lists) {
  for (const auto& text : {" " + good, good + " ", good + "," + good, good + "\n",
                           std::string(55, '-'), std::string(55, '\0'), std::string(9'000, 'a')}) {
    EXPECT_TRUE(is_refused(text));
  }
}

TEST(trace_headers, reads_the_state_only_with_a_valid_parent) {
  EXPECT_EQ(read_trace(good, "rojo=1,congo=2").parent->state, "rojo=1,congo=2");
  EXPECT_EQ(read_trace(good, "rojo").parent->state, "");
  EXPECT_FALSE(read_trace(good, "rojo").is_invalid);
  EXPECT_FALSE(read_trace("", "rojo=1").parent);
  EXPECT_FALSE(read_trace("x", "rojo=1").parent);
}

}  // namespace
}  // namespace aurawell::net
