// Listening sockets that a server inherits, shares and leaves to another process.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <future>
#include <vector>

#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/socket/listening_sockets.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::http_get;
using test_support::raw_client;
using ::testing::HasSubstr;

class listeners : public server_test {
 protected:
  /// A server that has not begun to accept.
  void listen(std::uint32_t loops, std::vector<listening_socket> inherited = {}) {
    threads = std::make_unique<io_threads>(loops);
    front = std::make_unique<server>(options, *threads, behind());
    const auto listening = front->listen(std::move(inherited));
    ASSERT_TRUE(listening) << listening.failure().detail;
    port = front->port();
  }

  std::vector<listening_socket> shared() {
    auto all = front->share();
    EXPECT_TRUE(all);
    return all ? std::move(all).value() : std::vector<listening_socket>{};
  }

  /// The loops run one task after the other: all that were posted before have run.
  void finish_tasks() {
    for (std::size_t i = 0; i < threads->size(); ++i) {
      std::promise<void> ran;
      boost::asio::post(threads->loop(i), [&ran] { ran.set_value(); });
      ran.get_future().wait();
    }
  }

  static void expect_served(std::uint16_t port, int times = 32) {
    for (int i = 0; i < times; ++i) {
      ASSERT_EQ(http_get(port, "/ws/health").status, 200) << i;
    }
  }
};

TEST_F(listeners, let_connections_wait_until_the_server_accepts) {
  listen(2);
  raw_client early{port};
  early.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  front->accept();
  EXPECT_TRUE(early.read_until("connected_users"));
}

TEST_F(listeners, serve_every_inherited_socket_with_fewer_loops) {
  std::vector<listening_socket> sockets;
  std::vector<std::uint16_t> ports;
  for (int i = 0; i < 5; ++i) {
    sockets.push_back(make_listening());
    ports.push_back(sockets.back().endpoint().port());
  }
  listen(2, std::move(sockets));
  EXPECT_EQ(shared().size(), 5U);
  front->accept();
  for (const auto each : ports) {
    expect_served(each, 3);
  }
}

TEST_F(listeners, share_one_inherited_socket_among_all_loops) {
  std::vector<listening_socket> sockets;
  sockets.push_back(make_listening());
  const auto first = sockets.front().share();
  listen(4, std::move(sockets));
  const auto again = shared();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_TRUE(again.front().is_same_socket_as(*first));
  front->accept();
  expect_served(port);
}

TEST_F(listeners, leave_the_waiting_connections_to_the_next_server) {
  listen(2);
  auto sockets = shared();
  ASSERT_EQ(sockets.size(), 2U);
  front->accept();
  auto chatting = connect();
  io_threads other_threads{2};
  server other{options, other_threads, behind()};
  ASSERT_TRUE(other.listen(std::move(sockets)));
  EXPECT_EQ(other.port(), port);
  front->release_listeners();
  finish_tasks();
  std::vector<raw_client> waiting;
  for (int i = 0; i < 32; ++i) {
    waiting.emplace_back(port).send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  front->stop_accepting();
  other.accept();
  for (auto& one : waiting) {
    EXPECT_TRUE(one.read_until("connected_users"));
  }
  chatting.send(R"({"type":"ping"})");
  EXPECT_THAT(chatting.read().text, HasSubstr("pong"));
  expect_served(port);
}

TEST_F(listeners, open_a_chat_on_a_connection_from_before_the_release) {
  start();
  raw_client idle{port};
  idle.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(idle.read_until("connected_users"));
  front->release_listeners();
  finish_tasks();
  idle.send(
      "GET /ws/chat/u1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_TRUE(idle.read_until("101 Switching Protocols"));
  EXPECT_EQ(http_get(port, "/").status, 0);
}

TEST_F(listeners, let_connections_of_a_kept_socket_wait_for_the_next_process) {
  std::vector<listening_socket> sockets;
  sockets.push_back(make_listening("127.0.0.1", true));
  auto kept = sockets.front().share();
  listen(1, std::move(sockets));
  front->accept();
  expect_served(port, 1);
  front->stop_accepting();
  finish_tasks();
  raw_client late{port};
  late.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  front.reset();
  sockets.clear();
  sockets.push_back(std::move(kept).value());
  listen(1, std::move(sockets));
  front->accept();
  EXPECT_TRUE(late.read_until("connected_users"));
}

}  // namespace
}  // namespace aurawell::net
