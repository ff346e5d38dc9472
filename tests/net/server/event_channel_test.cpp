#include "net/server/event_channel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace aurawell::net {
namespace {

class counting_writer final : public event_channel::writer {
 public:
  void wake() override { ++wakes; }
  std::atomic<int> wakes{0};
};

std::vector<server_event> status(event_seq seq) {
  return {{seq, {}, nullptr, status_update{}}};
}

TEST(event_channel, wakes_its_writer_once_until_it_rests) {
  counting_writer writer;
  event_channel channel{writer, {10'000, 1'000'000}};
  channel.send(status(1));
  channel.send(status(2));
  EXPECT_EQ(writer.wakes, 1);
  EXPECT_EQ(channel.next().event->seq, 1U);
  channel.sent();
  channel.send(status(3));
  EXPECT_EQ(writer.wakes, 1);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(channel.next().event);
    channel.sent();
  }
  EXPECT_FALSE(channel.next().event);
  channel.send(status(4));
  EXPECT_EQ(writer.wakes, 2);
}

TEST(event_channel, closes_after_what_was_taken_before) {
  counting_writer writer;
  event_channel channel{writer, {10'000, 1'000'000}};
  channel.send(status(1));
  channel.close(close_code::replaced, "elsewhere");
  channel.send(status(2));
  channel.close(close_code::going_away, "again");
  EXPECT_TRUE(channel.is_closing());
  EXPECT_EQ(writer.wakes, 2) << "a close wakes a writer that is at work";
  EXPECT_EQ(channel.next().event->seq, 1U);
  channel.sent();
  const auto last = channel.next();
  EXPECT_FALSE(last.event);
  ASSERT_TRUE(last.close);
  EXPECT_EQ(last.close->code, close_code::replaced);
  EXPECT_EQ(last.close->reason, "elsewhere");
  EXPECT_FALSE(channel.next().close);
}

TEST(event_channel, does_nothing_after_its_connection_is_gone) {
  counting_writer writer;
  event_channel channel{writer, {1, 1'000'000}};
  EXPECT_EQ(channel.send(status(1)), client_channel::room::full);
  channel.detach();
  EXPECT_EQ(channel.send(status(2)), client_channel::room::more);
  channel.close(close_code::going_away, "");
  EXPECT_EQ(writer.wakes, 1);
  EXPECT_FALSE(channel.next().event);
}

TEST(event_channel, takes_events_from_many_threads) {
  counting_writer writer;
  event_channel channel{writer, {1'000'000'000, 1'000'000'000}};
  std::vector<std::thread> senders;
  for (int i = 0; i < 4; ++i) {
    senders.emplace_back([&] {
      for (int k = 0; k < 1'000; ++k) {
        channel.send(status(1));
      }
    });
  }
  int taken = 0;
  while (taken < 4'000) {
    if (channel.next().event) {
      channel.sent();
      ++taken;
    }
  }
  for (auto& sender : senders) {
    sender.join();
  }
  EXPECT_FALSE(channel.next().event);
  EXPECT_GE(writer.wakes, 1);
}

}  // namespace
}  // namespace aurawell::net
