#include "config/log/line_writer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using namespace std::chrono_literals;
using test_support::temp_folder;

/// Only a hang reaches it.
constexpr auto patience = 60s;
constexpr std::size_t room = 64 * 1024;

std::string lost_line(std::uint64_t lines) {
  return "lost " + std::to_string(lines);
}

std::string content_of(const std::filesystem::path& file) {
  std::ostringstream all;
  all << std::ifstream{file}.rdbuf();
  return all.str();
}

/// Both ends of a pipe or of a pair of sockets that hold little.
class line_writer_test : public ::testing::TestWithParam<bool> {
 protected:
  line_writer_test() {
    std::signal(SIGPIPE, SIG_IGN);
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
  line_writer writer{ends[1], room, lost_line};
  writer.write("one");
  EXPECT_EQ(read_all(), "one\n");
  writer.write("two");
  EXPECT_EQ(read_all(), "two\n");
  EXPECT_TRUE(writer.flush(0ms));
}

TEST_P(line_writer_test, drops_the_oldest_lines_and_says_in_their_place_how_many) {
  line_writer writer{ends[1], room, lost_line};
  const std::string filling(1'000, 'x');
  constexpr std::uint64_t lines = 2'000;
  for (std::uint64_t i = 0; i < lines; ++i) {
    writer.write(std::to_string(i) + filling);
  }
  EXPECT_FALSE(writer.flush(1ms));
  EXPECT_GT(writer.lost(), 0U);
  EXPECT_LE(writer.waiting_bytes(), 2 * room);
  std::string all;
  while (!writer.flush(1ms)) {
    all += read_all();
  }
  std::istringstream text{all + read_all()};
  std::uint64_t next = 0;
  std::uint64_t lost = 0;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("lost ")) {
      lost += std::stoull(line.substr(5));
      next += std::stoull(line.substr(5));
    } else {
      ASSERT_EQ(line, std::to_string(next) + filling);
      ++next;
    }
  }
  EXPECT_EQ(next, lines);
  EXPECT_EQ(lost, writer.lost());
  EXPECT_EQ(writer.waiting_bytes(), 0U);
  writer.write("later");
  EXPECT_EQ(read_all(), "later\n");
}

TEST_P(line_writer_test, goes_on_by_itself_when_the_reader_does) {
  line_writer writer{ends[1], room, lost_line};
  std::string expected;
  for (int i = 0; i < 50; ++i) {
    const auto line = std::to_string(i) + std::string(1'000, 'x');
    writer.write(line);
    expected += line + "\n";
  }
  std::string all;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (all.size() < expected.size() && std::chrono::steady_clock::now() < deadline) {
    all += read_all();
  }
  EXPECT_TRUE(all == expected) << all.size() << " bytes, not " << expected.size();
}

TEST_P(line_writer_test, counts_lines_without_a_reader_and_writes_again_with_another) {
  temp_folder folder;
  const auto file = folder / "log";
  line_writer writer{ends[1], 8, lost_line};
  close(ends[0]);
  for (const auto* line : {"one", "two", "three", "four"}) {
    writer.write(line);
  }
  EXPECT_FALSE(writer.flush(1ms));
  EXPECT_EQ(writer.lost(), 2U);
  const auto other = open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  ASSERT_GE(other, 0);
  dup3(other, ends[1], O_CLOEXEC);
  close(other);
  writer.reopen();
  EXPECT_TRUE(writer.flush(patience));
  EXPECT_EQ(content_of(file), "one\nlost 2\nfour\n");
  ends[0] = -1;
}

TEST_P(line_writer_test, leaves_the_mode_of_its_target) {
  line_writer writer{ends[1], room, lost_line};
  writer.write("one");
  EXPECT_EQ(fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0);
}

INSTANTIATE_TEST_SUITE_P(targets, line_writer_test, ::testing::Bool(),
                         [](const auto& target) { return target.param ? "socket" : "pipe"; });

TEST(line_writer_to_file, writes_every_line_in_order) {
  temp_folder folder;
  const auto file = folder / "log";
  const auto target = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  std::string expected;
  {
    line_writer writer{target, 1024 * 1024, lost_line};
    for (int i = 0; i < 10'000; ++i) {
      const auto line = "line " + std::to_string(i);
      writer.write(line);
      expected += line + "\n";
    }
    EXPECT_TRUE(writer.flush(patience));
    EXPECT_EQ(writer.lost(), 0U);
  }
  close(target);
  EXPECT_TRUE(content_of(file) == expected);
}

TEST(line_writer_to_file, drops_and_counts_on_a_full_disk) {
  const auto full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  ASSERT_GE(full, 0);
  {
    line_writer writer{full, 1'000, lost_line};
    for (int i = 0; i < 1'000; ++i) {
      writer.write(std::string(99, 'x'));
    }
    EXPECT_FALSE(writer.flush(1ms));
    // The thread may have up to a thousand bytes in hand.
    EXPECT_GE(writer.lost(), 980U);
    EXPECT_LE(writer.lost(), 990U);
  }
  close(full);
}

}  // namespace
}  // namespace aurawell::config
