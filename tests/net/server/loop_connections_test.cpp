#include "net/server/loop_connections.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

/// Closes itself when it is due, as connections do.
class short_lived final : public connection {
 public:
  short_lived(loop_connections& home, clock::duration life) : home_{home} {
    home.add(*this, clock::now() + life);
  }

  void on_due(clock::time_point) override { remove_itself(); }
  void shut_down(close_code, const std::string&) override { remove_itself(); }
  void abort() override { remove_itself(); }

  int ended = 0;

 private:
  void remove_itself() {
    ++ended;
    home_.remove(*this);
  }

  loop_connections& home_;
};

TEST(loop_connections, ends_every_connection_once_when_it_is_due) {
  boost::asio::io_context io;
  const auto home = std::make_shared<loop_connections>(io, 1ms);
  std::vector<std::unique_ptr<short_lived>> all;
  for (int i = 0; i < 50; ++i) {
    all.push_back(std::make_unique<short_lived>(*home, 1ms * (i % 7)));
  }
  io.run_for(10s);
  for (const auto& one : all) {
    EXPECT_EQ(one->ended, 1);
  }
  EXPECT_TRUE(io.stopped()) << "it still ticks for nobody";
}

TEST(loop_connections, ticks_again_for_a_later_connection) {
  boost::asio::io_context io;
  const auto home = std::make_shared<loop_connections>(io, 1ms);
  for (int i = 0; i < 2; ++i) {
    const short_lived one{*home, 2ms};
    io.restart();
    io.run_for(10s);
    EXPECT_EQ(one.ended, 1);
  }
}

TEST(loop_connections, moves_a_due_time_forward_but_hastens_only_backward) {
  boost::asio::io_context io;
  const auto home = std::make_shared<loop_connections>(io, 1ms);
  short_lived postponed{*home, 0ms};
  short_lived hastened{*home, 1h};
  home->set_due(postponed, connection::clock::now() + 1h);
  home->advance_due(postponed, connection::clock::now() + 2h);
  home->advance_due(hastened, connection::clock::now());
  while (hastened.ended == 0) {
    ASSERT_EQ(io.run_one_for(10s), 1U);
  }
  EXPECT_EQ(postponed.ended, 0);
  home->abort_all();
  EXPECT_EQ(postponed.ended, 1);
}

TEST(loop_connections, lets_all_leave_while_it_ends_them) {
  boost::asio::io_context io;
  const auto home = std::make_shared<loop_connections>(io, 1ms);
  std::vector<std::unique_ptr<short_lived>> all;
  for (int i = 0; i < 10; ++i) {
    all.push_back(std::make_unique<short_lived>(*home, 1h));
  }
  home->shut_down_all(close_code::going_away, "");
  home->abort_all();
  for (const auto& one : all) {
    EXPECT_EQ(one->ended, 1);
  }
}

}  // namespace
}  // namespace aurawell::net
