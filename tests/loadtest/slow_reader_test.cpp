#include "tests/loadtest/slow_reader.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "tests/loadtest/fake_server.hpp"

namespace aurawell::loadtest {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

/// A slow reader on a loop of its own.
class slow_reader_test : public ::testing::Test {
 protected:
  void start(misdeed wrong, std::uint32_t connections = 1) {
    server = std::make_unique<fake_server>(wrong, connections);
    options.url = server->url();
    where = find_target(options).value();
    make_slow_reader(context, 1)->start(0ms);
  }

  template <class Condition>
  bool comes_true(const Condition& holds) {
    const auto deadline = clock::now() + 30s;
    while (!holds() && clock::now() < deadline) {
      loop.restart();
      loop.run_one_until(deadline);
    }
    return holds();
  }

  /// It goes last: it waits until the reader is gone.
  std::unique_ptr<fake_server> server;
  load_options options;
  target where;
  live_counts live;
  load_results results;
  frame_reader reader;
  boost::asio::io_context loop{1};
  client_context context{loop, options, where, 7, live, results, reader};
};

TEST_F(slow_reader_test, reads_no_faster_than_it_is_told) {
  options.slow_bytes_per_second = 20'000;
  const auto begin = clock::now();
  start(misdeed::none);
  ASSERT_TRUE(comes_true([this] { return results.slow.answers == 2; }));
  const auto last_frame = 4'096;
  EXPECT_GE((clock::now() - begin) / 1.0s, (results.slow.bytes - last_frame) / 20'000.0);
  EXPECT_EQ(results.slow.connections, 1U);
  EXPECT_EQ(live.slow_settled, 1U);
}

TEST_F(slow_reader_test, comes_back_after_it_was_closed) {
  options.slow_bytes_per_second = 1'000'000;
  start(misdeed::closes, 2);
  ASSERT_TRUE(comes_true([this] { return results.slow.closed_as_slow == 2; }));
  EXPECT_EQ(results.slow.connections, 2U);
  EXPECT_EQ(results.slow.lost, 0U);
  EXPECT_EQ(live.slow_settled, 1U);
}

TEST_F(slow_reader_test, counts_as_settled_when_it_is_refused) {
  start(misdeed::refuses_the_upgrade);
  ASSERT_TRUE(comes_true([this] { return results.slow.lost == 1; }));
  EXPECT_EQ(live.slow_settled, 1U);
  EXPECT_EQ(results.slow.connections, 0U);
}

}  // namespace
}  // namespace aurawell::loadtest
