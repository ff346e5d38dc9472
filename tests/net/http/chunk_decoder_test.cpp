#include "net/http/chunk_decoder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace aurawell::net {
namespace {

using namespace std::string_literals;
using chunk_state = chunk_decoder::state;

struct decoded_chunks {
  chunk_state end = chunk_state::more;
  std::string body;
  std::size_t used = 0;
};

/// Feeds `first` bytes, then the rest one by one.
decoded_chunks decode(std::string_view text, std::size_t first, std::size_t max_data = 1'000,
                      std::size_t max_framing = 100) {
  chunk_decoder decoder{max_data, max_framing};
  decoded_chunks result;
  result.used = decoder.take(text.substr(0, first), result.body);
  while (decoder.now() == chunk_state::more && result.used < text.size()) {
    const auto used = decoder.take(text.substr(result.used, 1), result.body);
    EXPECT_EQ(used, 1U);
    result.used += used;
  }
  result.end = decoder.now();
  return result;
}

/// Expects the same of every split.
decoded_chunks decode_every_way(std::string_view text) {
  const auto whole = decode(text, text.size());
  for (std::size_t first = 0; first < text.size(); ++first) {
    const auto parts = decode(text, first);
    EXPECT_EQ(parts.end, whole.end) << text << " split at " << first;
    EXPECT_EQ(parts.body, whole.body) << text << " split at " << first;
    EXPECT_EQ(parts.used, whole.used) << text << " split at " << first;
  }
  return whole;
}

TEST(chunk_decoder, joins_chunks_and_leaves_what_follows) {
  const auto body = "5\r\nhello\r\n00B; name=\"a;b\" ; c\r\n, big world\r\n1 ;x\r\n!\r\n0\r\n\r\n"s;
  const auto result = decode_every_way(body + "GET / HTTP/1.1\r\n");
  EXPECT_EQ(result.end, chunk_state::end);
  EXPECT_EQ(result.body, "hello, big world!");
  EXPECT_EQ(result.used, body.size());
}

TEST(chunk_decoder, passes_over_trailers) {
  const auto body = "0;last\r\nExpires: never\r\nX: y\r\n\r\n"s;
  const auto result = decode_every_way(body + "x");
  EXPECT_EQ(result.end, chunk_state::end);
  EXPECT_EQ(result.used, body.size());
}

TEST(chunk_decoder, refuses_what_are_no_chunks) {
  for (const auto& text : {"\r\n"s,
                           ";\r\n"s,
                           "g\r\n"s,
                           "-1\r\n"s,
                           "+5\r\n"s,
                           "0x5\r\n"s,
                           " 5\r\n"s,
                           "5\n"s,
                           "5 \r\n"s,
                           "5\rx"s,
                           "5 x\r\n"s,
                           "5;\n"s,
                           "5;a\0"s,
                           "5;a\rb"s,
                           "5\r\nhelloX"s,
                           "5\r\nhello\n"s,
                           "5\r\nhello\rX"s,
                           "5\r\nhello\r\n\r\n"s,
                           "00000000000000005\r\n"s,
                           "FFFFFFFFFFFFFFFFF\r\n"s,
                           "0\r\nGET / HTTP/1.1\r\n"s,
                           "0\r\n a: b\r\n"s,
                           "0\r\na: b\n"s,
                           "0\r\na : b\r\n"s,
                           "0\r\na: b\r\n c\r\n"s}) {
    EXPECT_EQ(decode_every_way(text).end, chunk_state::malformed) << text;
  }
}

TEST(chunk_decoder, stops_before_data_past_its_limit) {
  EXPECT_EQ(decode("a\r\n0123456789\r\n0\r\n\r\n", 0, 10).end, chunk_state::end);
  const auto longer = decode("b\r\n0123456789", 0, 10);
  EXPECT_EQ(longer.end, chunk_state::data_too_long);
  EXPECT_EQ(longer.body, "");
  EXPECT_EQ(decode("5\r\n01234\r\n6\r\n", 0, 10).end, chunk_state::data_too_long);
  EXPECT_EQ(decode("FFFFFFFFFFFFFFFF\r\n", 0, 10).end, chunk_state::data_too_long);
}

TEST(chunk_decoder, counts_extensions_and_trailers_together) {
  const auto extended = "1;" + std::string(39, 'e') + "\r\nx\r\n";
  EXPECT_EQ(decode(extended + extended + "0\r\na: " + std::string(10, 't') + "\r\n\r\n", 0).end,
            chunk_state::end);
  EXPECT_EQ(decode(extended + extended + "0\r\na: " + std::string(20, 't'), 0).end,
            chunk_state::framing_too_long);
  EXPECT_EQ(decode(extended + extended + extended, 0).end, chunk_state::framing_too_long);
  EXPECT_EQ(decode("1" + std::string(101, ' '), 0).end, chunk_state::framing_too_long);
  EXPECT_EQ(decode("0\r\na: b\r\n\r\n", 0, 10, 8).end, chunk_state::end);
  EXPECT_EQ(decode("0\r\na: b\r\n\r\n", 0, 10, 7).end, chunk_state::framing_too_long);
}

}  // namespace
}  // namespace aurawell::net
