#include "config/signal_watch.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

namespace aurawell::config {
namespace {

/// Signals of the process are held back from before `main` on, so that `kill` only marks them.
class watched_signals : public ::testing::Test {
 protected:
  static void send(int signal) { ASSERT_EQ(::kill(::getpid(), signal), 0); }

  signal_watch watch;
};

TEST_F(watched_signals, mean_orders) {
  send(SIGTERM);
  const auto stop = watch.wait();
  EXPECT_EQ(stop.kind, order_kind::stop);
  EXPECT_EQ(stop.signal, SIGTERM);
  send(SIGINT);
  EXPECT_EQ(watch.wait().kind, order_kind::stop_quickly);
  send(SIGHUP);
  EXPECT_EQ(watch.wait().kind, order_kind::reload);
  watch.ask_to_stop();
  EXPECT_EQ(watch.wait().signal, 0);
}

TEST_F(watched_signals, reload_once_before_a_stop_that_came_later) {
  send(SIGHUP);
  send(SIGTERM);
  EXPECT_EQ(watch.wait().kind, order_kind::reload);
  EXPECT_EQ(watch.wait().kind, order_kind::stop);
}

TEST_F(watched_signals, do_not_hold_back_a_stop_by_reloads_without_a_pause) {
  for (const bool is_by_signal : {true, false}) {
    signal_watch fresh;
    if (is_by_signal) {
      send(SIGTERM);
    } else {
      fresh.ask_to_stop();
    }
    send(SIGHUP);
    EXPECT_EQ(fresh.wait().kind, order_kind::reload);
    send(SIGHUP);
    fresh.ask_to_reload();
    ASSERT_EQ(fresh.wait().kind, order_kind::stop);
    EXPECT_EQ(fresh.wait().kind, order_kind::reload);
    EXPECT_EQ(fresh.wait().kind, order_kind::reload);
  }
}

TEST_F(watched_signals, do_not_hold_back_an_interruption_by_reloads_without_a_pause) {
  watch.interrupt();
  send(SIGHUP);
  EXPECT_EQ(watch.wait(true).kind, order_kind::reload);
  send(SIGHUP);
  ASSERT_EQ(watch.wait(true).kind, order_kind::nothing);
  EXPECT_EQ(watch.wait(true).kind, order_kind::reload);
}

}  // namespace
}  // namespace aurawell::config
