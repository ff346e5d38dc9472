#include "actors/session_feed.hpp"

#include <gtest/gtest.h>

#include "domain/memory_event_log.hpp"
#include "tests/support/fake_channel.hpp"

namespace aurawell::actors {
namespace {

class session_feed_test : public ::testing::Test {
 protected:
  static session_feed make_feed(session_feed::bounds limits) {
    return {std::make_unique<memory_event_log>(), limits};
  }

  std::shared_ptr<const request_scope> scope =
      std::make_shared<const request_scope>(request_scope{{"r1"}, {"c1"}});
  std::shared_ptr<test_support::fake_channel> channel =
      std::make_shared<test_support::fake_channel>();
  session_feed feed = make_feed({1 << 20, 1 << 10});
};

TEST_F(session_feed_test, sends_each_text_at_once_while_there_is_room) {
  feed.attach(channel, 0);
  feed.publish_text(scope, "one ");
  feed.publish_text(scope, "two");
  ASSERT_EQ(channel->received.size(), 2U);
  EXPECT_EQ(channel->received[0].seq, 1U);
  EXPECT_EQ(channel->received[1].seq, 2U);
}

TEST_F(session_feed_test, holds_back_while_full_and_then_sends_merged) {
  feed.attach(channel, 0);
  channel->full = true;
  feed.publish_text(scope, "a");
  channel->full = false;
  feed.publish_text(scope, "b");
  feed.publish_text(scope, "c");
  ASSERT_EQ(channel->received.size(), 1U);
  feed.on_room();
  ASSERT_EQ(channel->received.size(), 2U);
  EXPECT_EQ(channel->received[1].seq, 3U);
  EXPECT_EQ(channel->text({"r1"}), "abc");
}

TEST_F(session_feed_test, starts_at_the_position_given) {
  feed.publish_text(scope, "old ");
  const auto seen = feed.last();
  feed.publish_text(scope, "new");
  feed.attach(channel, seen);
  feed.publish_text(scope, "er");
  EXPECT_EQ(channel->text({"r1"}), "newer");
}

TEST_F(session_feed_test, keeps_pages_within_their_bound) {
  auto paged = make_feed({1 << 20, 10});
  channel->full = true;
  paged.attach(channel, 0);
  paged.send_aside(pong{"1"});
  for (int i = 0; i < 10; ++i) {
    paged.publish_text(scope, "12345");
  }
  channel->received.clear();
  channel->full = false;
  paged.on_room();
  for (const auto& delta : channel->all<answer_delta>()) {
    EXPECT_LE(delta.text.size(), 10U);
  }
  EXPECT_EQ(channel->text({"r1"}).size(), 50U);
}

TEST_F(session_feed_test, closes_a_client_whose_next_event_is_no_longer_kept) {
  auto small = make_feed({4'096, 1'024});
  channel->full = true;
  small.attach(channel, 0);
  small.send_aside(pong{"1"});
  for (int i = 0; i < 200; ++i) {
    small.publish_text(scope, "more text than the log may hold");
  }
  channel->full = false;
  small.on_room();
  ASSERT_TRUE(channel->closed_with.has_value());
  EXPECT_EQ(channel->closed_with->first, close_code::too_slow);
  EXPECT_FALSE(small.attached());
  EXPECT_EQ(channel->text({"r1"}), "");
}

TEST_F(session_feed_test, drops_what_stands_aside_while_full) {
  feed.attach(channel, 0);
  channel->full = true;
  feed.send_aside(pong{"1"});
  feed.send_aside(pong{"2"});
  EXPECT_EQ(channel->all<pong>().size(), 1U);
}

TEST_F(session_feed_test, seals_the_text_that_was_published) {
  feed.publish_text(scope, "whole ");
  feed.publish_text(scope, "answer");
  EXPECT_EQ(*feed.seal({"r1"}), "whole answer");
  EXPECT_EQ(*feed.seal({"unknown"}), "");
}

}  // namespace
}  // namespace aurawell::actors
