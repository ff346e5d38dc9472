// Resources of the real program that unauthenticated sockets can use, at the default settings.

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/socket_tools.hpp"

namespace aurawell {
namespace {

using namespace test_support;

/// As `server.max_connections_per_address` is by default.
constexpr std::size_t most_sockets = 1'000;

class open_socket_test : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(port, 0); }

  ~open_socket_test() override {
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0) << "the program has died";
  }

  std::filesystem::path process() const {
    return std::filesystem::path{"/proc"} / std::to_string(program.id());
  }

  std::size_t open_files() const {
    std::filesystem::directory_iterator files{process() / "fd"};
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
  }

  std::size_t resident_bytes() const {
    std::ifstream status{process() / "status"};
    for (std::string name; status >> name;) {
      std::size_t kilobytes = 0;
      if (name == "VmRSS:" && status >> kilobytes) {
        return kilobytes * 1'024;
      }
    }
    return 0;
  }

  /// Opens sockets that send nothing; all are accepted when it returns.
  void open_sockets(std::size_t count, const std::string& from) {
    const auto before = open_files();
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_TRUE(connect_to(silent.emplace_back(io), port, 0, from));
    }
    ASSERT_TRUE(eventually([&] { return open_files() >= before + count; }));
  }

  int status_for(const std::string& address) const {
    return http_send(port, {.target = "/api/v1/health", .from = address}).status;
  }

  running_program program{{"serve", "--set", "server.port=0", "--set", "admin.port=0", "--set",
                           "storage.url=memory:", "--set", "drain.notice=0s", "--set",
                           "drain.spread=0s"}};
  std::uint16_t port = program.port();
  boost::asio::io_context io;
  std::vector<boost::asio::ip::tcp::socket> silent;
};

TEST_F(open_socket_test, costs_little_without_a_request) {
  open_sockets(100, "127.0.0.2");
  const auto before = resident_bytes();
  open_sockets(most_sockets - 100, "127.0.0.2");
  const auto each = (resident_bytes() - before) / (most_sockets - 100);
  RecordProperty("bytes_of_a_socket", static_cast<int>(each));
  EXPECT_LT(each, 2'000U);
}

TEST_F(open_socket_test, is_refused_to_an_address_that_has_too_many) {
  open_sockets(most_sockets, "127.0.0.2");
  EXPECT_EQ(status_for("127.0.0.2"), 429);
  EXPECT_EQ(status_for("127.0.0.3"), 200);
  silent.clear();
  EXPECT_TRUE(eventually([&] { return status_for("127.0.0.2") == 200; }));
}

TEST_F(open_socket_test, is_never_refused_to_a_trusted_proxy) {
  open_sockets(most_sockets, "127.0.0.1");
  EXPECT_EQ(status_for("127.0.0.1"), 200);
}

/// Chats of which each sends the beginning of a message.
class unfinished_message_test : public open_socket_test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 200; ++i) {
      auto& chat = chats.emplace_back(port);
      chat.send("GET /ws/chat/u" + std::to_string(i) +
                " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
      ASSERT_TRUE(chat.read_until("connection_established"));
    }
  }

  /// Whether the program has read all sent bytes, by the kernel's counters.
  bool has_read_all() const {
    std::ifstream table{process() / "net/tcp"};
    std::ostringstream own;
    own << ':' << std::uppercase << std::hex << std::setw(4) << std::setfill('0') << port;
    for (std::string line; std::getline(table, line);) {
      std::istringstream fields{line};
      std::string number, local, remote, state, queues;
      fields >> number >> local >> remote >> state >> queues;
      if (local.ends_with(own.str()) && !queues.ends_with(":00000000")) {
        return false;
      }
    }
    return true;
  }

  /// Additional memory of the program for each chat, after it has read `bytes` from all.
  std::size_t held_for_each(const std::string& bytes) {
    const auto before = resident_bytes();
    for (auto& chat : chats) {
      EXPECT_TRUE(chat.send(bytes));
    }
    EXPECT_TRUE(eventually([&] { return has_read_all(); }));
    const auto after = resident_bytes();
    return after > before ? (after - before) / chats.size() : 0;
  }

  std::vector<raw_client> chats;
};

/// A text frame, masked with zeros, with the length `promised` and `brought` bytes.
std::string frame_of(unsigned char first_byte, std::uint16_t promised, std::size_t brought) {
  std::string frame{static_cast<char>(first_byte), '\xFE', static_cast<char>(promised >> 8),
                    static_cast<char>(promised & 0xFF)};
  return frame + std::string(4, '\0') + std::string(brought, 'x');
}

constexpr unsigned char whole_text = 0x81;
constexpr unsigned char first_of_text = 0x01;
constexpr unsigned char continued = 0x00;

TEST_F(unfinished_message_test, holds_nothing_for_what_a_frame_promises) {
  EXPECT_LT(held_for_each(frame_of(whole_text, 60'000, 100)), 1'000U);
}

TEST_F(unfinished_message_test, holds_no_more_than_twice_what_a_frame_brought) {
  EXPECT_LT(held_for_each(frame_of(whole_text, 60'000, 20'000)), 41'000U);
}

TEST_F(unfinished_message_test, holds_no_more_than_twice_what_fragments_brought) {
  auto fragments = frame_of(first_of_text, 200, 200);
  for (int i = 0; i < 99; ++i) {
    fragments += frame_of(continued, 200, 200);
  }
  EXPECT_LT(held_for_each(fragments), 41'000U);
}

}  // namespace
}  // namespace aurawell
