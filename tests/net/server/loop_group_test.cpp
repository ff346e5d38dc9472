#include "net/server/loop_group.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

class idle_connection final : public connection {
 public:
  explicit idle_connection(loop_connections& home) { home.add(*this, clock::now() + 1h); }

  void on_due(clock::time_point) override {}
  void shut_down(close_code, const std::string&) override {}
  void abort() override {}
};

class a_loop_group : public ::testing::Test {
 protected:
  a_loop_group() {
    for (int i = 0; i < 3; ++i) {
      loops.push_back(std::make_shared<server_loop>(
          server_loop{io, nullptr, std::make_shared<loop_connections>(io, 1s)}));
      group.add(loops.back());
    }
  }

  void open(std::size_t loop, int count) {
    for (int i = 0; i < count; ++i) {
      connections.push_back(std::make_unique<idle_connection>(*loops[loop]->connections));
    }
  }

  std::size_t index_for_new(std::size_t here) const {
    const auto& chosen = group.for_new(loops[here]);
    return static_cast<std::size_t>(std::ranges::find(loops, chosen) - loops.begin());
  }

  boost::asio::io_context io;
  std::vector<std::shared_ptr<server_loop>> loops;
  loop_group group;
  std::vector<std::unique_ptr<idle_connection>> connections;
};

TEST_F(a_loop_group, keeps_a_connection_where_it_was_accepted_while_the_loops_are_alike) {
  EXPECT_EQ(index_for_new(1), 1U);
  open(1, 3);
  EXPECT_EQ(index_for_new(1), 1U);
  EXPECT_EQ(index_for_new(0), 0U);
}

TEST_F(a_loop_group, passes_a_connection_to_the_loop_with_the_fewest) {
  open(0, 3);
  open(1, 9);
  open(2, 1);
  EXPECT_EQ(index_for_new(1), 2U);
  EXPECT_EQ(index_for_new(0), 0U);
  EXPECT_EQ(index_for_new(2), 2U);
}

TEST_F(a_loop_group, counts_connections_that_have_gone_no_more) {
  open(1, 9);
  ASSERT_EQ(index_for_new(1), 0U);
  for (const auto& one : connections) {
    loops[1]->connections->remove(*one);
  }
  EXPECT_EQ(index_for_new(1), 1U);
}

}  // namespace
}  // namespace aurawell::net
