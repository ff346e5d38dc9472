#include "config/log/line_writer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

namespace aurawell::config {
namespace {

using namespace std::chrono_literals;

/// Both ends of a pipe or of a pair of sockets that hold little.
class line_writer_test : public ::testing::TestWithParam<bool> {
 protected:
  line_writer_test() {
    if (GetParam()) {
      EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    } else {
      EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
      EXPECT_GT(fcntl(ends[0], F_SETPIPE_SZ, 4'096), 0);
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
  }
  ~line_writer_test() override {
    close(ends[0]);
    close(ends[1]);
  }

  /// What can be read without waiting.
  std::string read_all() const {
    std::string all;
    std::array<char, 4'096> bytes{};
    for (auto count = read(ends[0], bytes.data(), bytes.size()); count > 0;
         count = read(ends[0], bytes.data(), bytes.size())) {
      all.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return all;
  }

  std::array<int, 2> ends{-1, -1};
};

TEST_P(line_writer_test, writes_lines_at_once_while_they_are_read) {
  line_writer writer{ends[1]};
  writer.write("one");
  EXPECT_EQ(read_all(), "one\n");
  writer.write("two");
  EXPECT_EQ(read_all(), "two\n");
  EXPECT_TRUE(writer.flush(0ms));
}

TEST_P(line_writer_test, never_blocks_keeps_the_order_and_counts_what_it_drops) {
  line_writer writer{ends[1]};
  const std::string filling(1'000, 'x');
  for (int i = 0; i < 2'000; ++i) {
    writer.write(std::to_string(i) + filling);
  }
  EXPECT_FALSE(writer.flush(1ms));
  const auto lost = writer.lost();
  EXPECT_GT(lost, 0U);
  EXPECT_EQ(writer.take_news_of_lost(), 0U);
  std::string all;
  while (!writer.flush(0ms)) {
    all += read_all();
  }
  all += read_all();
  EXPECT_EQ(writer.take_news_of_lost(), lost);
  EXPECT_EQ(writer.take_news_of_lost(), 0U);
  std::string expected;
  for (std::uint64_t i = 0; i < 2'000 - lost; ++i) {
    expected += std::to_string(i) + filling + "\n";
  }
  EXPECT_TRUE(all == expected) << all.size() << " bytes, not " << expected.size();
  writer.write("later");
  EXPECT_EQ(read_all(), "later\n");
}

TEST_P(line_writer_test, leaves_the_mode_of_its_target) {
  line_writer writer{ends[1]};
  writer.write("one");
  EXPECT_EQ(fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0);
}

INSTANTIATE_TEST_SUITE_P(targets, line_writer_test, ::testing::Bool(),
                         [](const auto& target) { return target.param ? "socket" : "pipe"; });

}  // namespace
}  // namespace aurawell::config
