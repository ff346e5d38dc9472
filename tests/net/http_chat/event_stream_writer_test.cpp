#include "net/http_chat/event_stream_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/wire_codec.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

server_event hello(event_seq position, bool recovered) {
  connection_established greeting;
  greeting.session = {"s_1"};
  greeting.epoch = "e1";
  greeting.position = position;
  greeting.recovered = recovered;
  return {0, {}, nullptr, greeting};
}

server_event delta(event_seq seq, std::string text) {
  return {seq,
          {},
          std::make_shared<const request_scope>(request_scope{{"r"}, {"c"}}),
          answer_delta{std::move(text)}};
}

TEST(event_stream_writer, says_what_the_websocket_says_with_a_place) {
  event_stream_writer writer;
  std::string out;
  writer.take(hello(4, true), out);
  EXPECT_THAT(out, StartsWith("event: connection_established\nid: s_1:e1:4\ndata: {"));
  out.clear();
  const auto event = delta(5, "two\nlines");
  writer.take(event, out);
  std::string json;
  encode_event(event, json);
  EXPECT_EQ(out, "event: chat_stream\nid: s_1:e1:5\ndata: " + json + "\n\n");
}

TEST(event_stream_writer, begins_with_the_first_news_or_the_proof_that_none_is_missing) {
  const event_stream_writer writer;
  EXPECT_FALSE(writer.begins_with(hello(0, false)));
  EXPECT_TRUE(writer.begins_with(hello(4, true)));
  EXPECT_TRUE(writer.begins_with(delta(1, "a")));
}

TEST(event_stream_writer, reads_its_own_ids_and_no_others) {
  const auto point = read_event_id("s_1:e1:18446744073709551615");
  ASSERT_TRUE(point);
  EXPECT_EQ(point->session.value, "s_1");
  EXPECT_EQ(point->epoch, "e1");
  EXPECT_EQ(point->seq, 18446744073709551615U);
  for (const auto* wrong : {"", ":", "::", "5", "s:5", "s:e:", "s:e:-1", "s:e:5x", ":e:5", "s::5",
                            "s:e:18446744073709551616", "s s:e:5"}) {
    EXPECT_FALSE(read_event_id(wrong)) << wrong;
  }
}

TEST(event_stream_writer, ends_early_with_a_comment) {
  event_stream_writer writer;
  std::string out;
  writer.break_off({{ec::unavailable, "going"}}, out);
  EXPECT_EQ(out, ": going\n\n");
  EXPECT_EQ(writer.refusal({{ec::ai_unavailable, "none"}}, {}).status, 503U);
}

}  // namespace
}  // namespace aurawell::net
