#include "actors/session/session_feed.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "actors/options/session_options.hpp"
#include "domain/chat/event_log.hpp"
#include "tests/support/fake_channel.hpp"

namespace aurawell::actors {
namespace {

class session_feed_test : public ::testing::Test {
 protected:
  static session_feed make_feed(session_feed::bounds limits) { return session_feed{limits}; }

  /// Removes the greeting, which comes first.
  void attach(session_feed& to, event_seq position) {
    to.attach(channel, position, connection_established{});
    EXPECT_EQ(channel->all<connection_established>().size(), 1U);
    channel->received.erase(channel->received.begin());
  }

  std::shared_ptr<const request_scope> scope =
      std::make_shared<const request_scope>(request_scope{{"r1"}, {"c1"}});
  std::shared_ptr<test_support::fake_channel> channel =
      std::make_shared<test_support::fake_channel>();
  session_feed feed = make_feed({1 << 20, 1 << 10, 1 << 19});
};

TEST_F(session_feed_test, sends_each_text_at_once_while_there_is_room) {
  attach(feed, 0);
  feed.publish_text(scope, "one ");
  feed.publish_text(scope, "two");
  ASSERT_EQ(channel->received.size(), 2U);
  EXPECT_EQ(channel->received[0].seq, 1U);
  EXPECT_EQ(channel->received[1].seq, 2U);
}

TEST_F(session_feed_test, holds_back_while_full_and_then_sends_merged) {
  attach(feed, 0);
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

using read_time = session_feed::read_time;

/// The read times of the texts that the client received.
std::vector<read_time> read_times(const test_support::fake_channel& channel) {
  std::vector<read_time> times;
  for (const auto& delta : channel.all<answer_delta>()) {
    times.push_back(delta.received_at);
  }
  return times;
}

read_time at(int seconds) {
  return read_time{std::chrono::seconds{seconds}};
}

TEST_F(session_feed_test, says_when_live_text_was_read) {
  attach(feed, 0);
  feed.publish_text(scope, "one ", false, at(1));
  feed.publish_text(scope, "two", false, at(2));
  EXPECT_EQ(read_times(*channel), (std::vector{at(1), at(2)}));
}

TEST_F(session_feed_test, measures_held_text_by_the_oldest_of_it) {
  attach(feed, 0);
  feed.publish_text(scope, "a", true, at(1));
  feed.publish_text(scope, "b", true, at(2));
  feed.release();
  feed.publish_text(scope, "c", false, at(3));
  EXPECT_EQ(read_times(*channel), (std::vector{at(1), at(3)}));
}

TEST_F(session_feed_test, does_not_measure_what_is_replayed) {
  feed.publish_text(scope, "old", false, at(1));
  attach(feed, 0);
  feed.replace_answer(scope, "old more");
  EXPECT_EQ(read_times(*channel), (std::vector{at(0), at(0)}));
}

TEST_F(session_feed_test, does_not_measure_what_waits_for_its_client) {
  attach(feed, 0);
  channel->full = true;
  feed.publish_text(scope, "a", false, at(1));
  feed.publish_text(scope, "b", true, at(2));
  channel->full = false;
  feed.on_room();
  feed.publish_text(scope, "c", false, at(3));
  EXPECT_EQ(read_times(*channel), (std::vector{at(1), at(0), at(3)}));
}

TEST_F(session_feed_test, does_not_measure_one_client_by_the_text_of_another) {
  attach(feed, 0);
  feed.publish_text(scope, "held", true, at(1));
  feed.detach();
  channel->received.clear();
  attach(feed, 0);
  EXPECT_EQ(read_times(*channel), (std::vector{at(0)}));
}

TEST_F(session_feed_test, starts_at_the_position_given) {
  feed.publish_text(scope, "old ");
  const auto seen = feed.last();
  feed.publish_text(scope, "new");
  attach(feed, seen);
  feed.publish_text(scope, "er");
  EXPECT_EQ(channel->text({"r1"}), "newer");
}

TEST_F(session_feed_test, keeps_pages_within_their_bound) {
  auto paged = make_feed({1 << 20, 10, 1 << 19});
  channel->full = true;
  attach(paged, 0);
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
  auto small = make_feed({4'096, 1'024, 1 << 19});
  channel->full = true;
  attach(small, 0);
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

TEST_F(session_feed_test, greets_before_it_sends_what_waits) {
  feed.publish_text(scope, "old");
  feed.attach(channel, 0, connection_established{});
  ASSERT_EQ(channel->received.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<connection_established>(channel->received[0].body));
}

/// The default settings.
session_feed::bounds default_bounds() {
  const session_options options;
  return {options.log_bytes, options.page_bytes, options.backlog_bytes};
}

/// Returns when the connection is closed for being slow.
template <class Publish>
void publish_until_closed(const test_support::fake_channel& to, Publish publish) {
  for (int i = 0; i < 1'000'000 && !to.closed_with; ++i) {
    publish();
  }
  ASSERT_TRUE(to.closed_with.has_value());
  EXPECT_EQ(to.closed_with->first, close_code::too_slow);
}

TEST_F(session_feed_test, closes_a_client_that_takes_nothing_while_all_of_it_is_kept) {
  for (const std::size_t piece : {1U, 4U, 1'000U, 100'000U}) {
    auto usual = make_feed(default_bounds());
    channel = std::make_shared<test_support::fake_channel>();
    usual.attach(channel, 0, connection_established{});
    channel->full = true;
    const std::string text(piece, 'x');
    publish_until_closed(*channel, [&] { usual.publish_text(scope, text); });
    EXPECT_TRUE(usual.covers(channel->received.back().seq)) << "pieces of " << piece;
  }
}

TEST_F(session_feed_test, keeps_reasoning_for_a_client_that_takes_nothing) {
  auto usual = make_feed(default_bounds());
  usual.attach(channel, 0, connection_established{});
  channel->full = true;
  publish_until_closed(*channel, [&] { usual.publish_reasoning(scope, "hm "); });
  EXPECT_TRUE(usual.covers(channel->received.back().seq));
}

TEST_F(session_feed_test, what_waited_when_the_client_came_does_not_count_against_it) {
  auto usual = make_feed(default_bounds());
  const std::string text(1'000, 'x');
  for (int i = 0; i < 900; ++i) {
    usual.publish_text(scope, text);
  }
  channel->full = true;
  attach(usual, 0);
  EXPECT_FALSE(channel->closed_with.has_value());
  usual.publish_text(scope, "a");
  EXPECT_TRUE(channel->closed_with.has_value()) << "the log would lose what waits";
  EXPECT_TRUE(usual.covers(0));
}

TEST_F(session_feed_test, a_snapshot_replaces_and_what_follows_joins_it) {
  feed.publish_text(scope, "one ");
  feed.publish_snapshot(scope);
  feed.publish_text(scope, "two");
  attach(feed, 1);
  ASSERT_EQ(channel->received.size(), 1U);
  const auto delta = channel->all<answer_delta>()[0];
  EXPECT_TRUE(delta.snapshot);
  EXPECT_EQ(delta.text, "one two");
  EXPECT_EQ(*feed.seal({"r1"}), "one two");
}

TEST_F(session_feed_test, drops_what_stands_aside_while_full) {
  attach(feed, 0);
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
