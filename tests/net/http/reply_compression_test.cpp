#include "net/http/reply_compression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/mock_llm/inflated.hpp"

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

std::string list_of(std::size_t size) {
  std::string text;
  while (text.size() < size) {
    text += "{\"content\":\"" + std::to_string(text.size()) + " 喝水\"},";
  }
  text.resize(size);
  return text;
}

class a_reply_compression : public ::testing::Test {
 protected:
  http_reply reply_of(std::size_t size) const {
    http_reply reply;
    reply.headers = {{"Vary", "Origin"}, {"ETag", "\"7\""}};
    reply.body = list_of(size);
    reply.may_compress = true;
    return reply;
  }

  /// What is sent for this reply.
  http_reply sent(http_reply reply, std::string_view accept_encoding = "gzip") {
    const auto begun = compressor.begin(reply, accept_encoding);
    if (!begun) {
      return reply;
    }
    while (begun->step()) {
    }
    return std::move(*begun).take();
  }

  compression_counts counts;
  reply_compressor compressor{{true, 1'000, 1, 2}, &counts};
};

TEST_F(a_reply_compression, keeps_the_bytes_of_every_size) {
  constexpr auto step = reply_compression::step_bytes;
  for (const std::size_t size : {std::size_t{1'000}, std::size_t{1'001}, step - 1, step, step + 1,
                                 2 * step, 3 * step + 17}) {
    const auto reply = sent(reply_of(size));
    EXPECT_THAT(reply.headers, Contains(Pair("Content-Encoding", "gzip"))) << size;
    EXPECT_THAT(reply.headers, Contains(Pair("Vary", "Origin, Accept-Encoding")));
    EXPECT_THAT(reply.headers, Contains(Pair("ETag", "W/\"7\"")));
    EXPECT_LT(reply.body.size(), size);
    const auto back = mock::inflated(reply.body);
    EXPECT_TRUE(back.complete);
    EXPECT_TRUE(back.text == list_of(size)) << size;
  }
  EXPECT_EQ(counts.compressed, 7U);
  EXPECT_GT(counts.bytes_before, 3 * counts.bytes_after);
}

TEST_F(a_reply_compression, leaves_short_replies) {
  for (const std::size_t size : {0U, 1U, 999U}) {
    const auto reply = sent(reply_of(size));
    EXPECT_EQ(reply.body, list_of(size));
    EXPECT_THAT(reply.headers, Not(Contains(Key("Content-Encoding"))));
    EXPECT_THAT(reply.headers, Contains(Pair("ETag", "\"7\"")));
    EXPECT_THAT(reply.headers, Contains(Pair("Vary", "Origin, Accept-Encoding")))
        << "another reply at this address may be longer";
  }
}

TEST_F(a_reply_compression, sends_no_form_that_is_larger) {
  reply_compressor all{{true, 0, 9, 2}, &counts};
  for (const std::size_t size : {0U, 1U, 10U}) {
    auto reply = reply_of(size);
    const auto begun = all.begin(reply, "gzip");
    ASSERT_TRUE(begun);
    EXPECT_FALSE(begun->step());
    const auto result = std::move(*begun).take();
    EXPECT_EQ(result.body, list_of(size));
    EXPECT_THAT(result.headers, Not(Contains(Key("Content-Encoding"))));
  }
  EXPECT_EQ(counts.compressed, 0U);
}

TEST_F(a_reply_compression, compresses_only_for_clients_that_prefer_it) {
  for (const auto* accepted :
       {"", "identity", "br", "gzip;q=0", "*;q=0", "gzip;q=0.1, identity", "gzip;q=nan", ";", ",,",
        "gzip;q=0, *;q=1", "deflate, br;q=1", "g zip", "x-gzip;q=0"}) {
    EXPECT_EQ(sent(reply_of(5'000), accepted).body.size(), 5'000U) << accepted;
  }
  for (const auto* accepted :
       {"gzip", "GZIP", "x-gzip", "*", "br, gzip;q=0.5", "identity;q=0, gzip;q=0.001",
        " gzip ; q=1.000 ", "gzip, gzip;q=0", "deflate, *;q=0.1"}) {
    EXPECT_LT(sent(reply_of(5'000), accepted).body.size(), 5'000U) << accepted;
  }
}

TEST_F(a_reply_compression, leaves_what_may_not_be_compressed) {
  auto secret = reply_of(5'000);
  secret.may_compress = false;
  const auto as_before = sent(secret);
  EXPECT_EQ(as_before.body, secret.body);
  EXPECT_THAT(as_before.headers, ElementsAre(Pair("Vary", "Origin"), Pair("ETag", "\"7\"")));
  auto failure = reply_of(5'000);
  failure.status = 500;
  EXPECT_EQ(sent(failure).body.size(), 5'000U);
  reply_compressor off{{false, 0, 1, 2}, nullptr};
  auto reply = reply_of(5'000);
  EXPECT_FALSE(off.begin(reply, "gzip"));
  EXPECT_THAT(reply.headers, Contains(Pair("Vary", "Origin")));
}

TEST_F(a_reply_compression, has_a_limit_of_replies_at_a_time) {
  auto first = reply_of(5'000);
  auto second = reply_of(5'000);
  auto third = reply_of(5'000);
  auto begun = compressor.begin(first, "gzip");
  const auto other = compressor.begin(second, "gzip");
  ASSERT_TRUE(begun && other);
  EXPECT_FALSE(compressor.begin(third, "gzip"));
  EXPECT_EQ(third.body.size(), 5'000U);
  EXPECT_EQ(counts.without_place, 1U);
  // One that ends early, as with its connection, makes room.
  begun.reset();
  EXPECT_TRUE(compressor.begin(third, "gzip"));
}

}  // namespace
}  // namespace aurawell::net
