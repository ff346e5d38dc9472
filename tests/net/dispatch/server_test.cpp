#include "net/dispatch/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::http_get;
using test_support::raw_client;
using test_support::ws_client;
using ::testing::HasSubstr;

class a_server : public server_test {};

TEST_F(a_server, spreads_clients_over_loops_that_share_a_port) {
  start(4);
  EXPECT_NE(port, 0);
  std::vector<ws_client> clients;
  for (int i = 0; i < 64; ++i) {
    clients.push_back(connect("/ws/chat/u" + std::to_string(i)));
  }
  EXPECT_EQ(census.now().users, 64U);
}

TEST_F(a_server, passes_connections_on_so_that_no_loop_has_many_more_than_another) {
  start(2);
  std::vector<ws_client> clients;
  std::map<std::thread::id, int> per_thread;
  for (int i = 0; i < 64; ++i) {
    clients.push_back(connect("/ws/chat/u" + std::to_string(i)));
    ++per_thread[gateway.session(static_cast<std::size_t>(i))->connected_on];
  }
  ASSERT_EQ(per_thread.size(), 2U);
  // Between two connections nothing closes, so the difference stays where passing on begins.
  EXPECT_LE(std::abs(per_thread.begin()->second - per_thread.rbegin()->second), 5);
  clients.back().send(R"({"type":"ping"})");
  EXPECT_TRUE(
      gateway.session(63)->eventually([](const auto& s) { return s.commands.size() == 1; }));
}

TEST_F(a_server, fails_to_start_where_another_one_serves) {
  start();
  auto second_options = options;
  second_options.port = port;
  server second{second_options, *threads, behind()};
  const auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.failure().code, ec::bad_configuration);
  EXPECT_THAT(started.failure().detail, HasSubstr(std::to_string(port)));
}

TEST_F(a_server, fails_to_start_without_an_address) {
  io_threads loops{1};
  options.host = "256.1.1.1.invalid";
  server nowhere{options, loops, behind()};
  EXPECT_FALSE(nowhere.start());
}

TEST_F(a_server, stops_in_order) {
  start();
  auto chatting = connect();
  raw_client idle{port};
  idle.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(idle.read_until("connected_users"));
  EXPECT_FALSE(front->drained(0ms));

  front->stop_accepting();
  gateway.session()->channel->send({{1, {}, nullptr, reasoning_delta{"last words"}}});
  front->close_all(close_code::service_restart, "restart");
  EXPECT_THAT(chatting.read().text, HasSubstr("last words"));
  const auto end = chatting.read();
  EXPECT_TRUE(end.is_closed(1012));
  EXPECT_EQ(end.text, "restart");
  EXPECT_TRUE(idle.read_to_end());
  EXPECT_TRUE(front->drained(test_support::test_patience));
  EXPECT_EQ(http_get(port, "/").status, 0);
}

TEST_F(a_server, closes_so_many_chats_of_those_that_are_done) {
  start();
  auto first = connect();
  auto second = connect();
  auto third = connect();
  gateway.session(0)->busy = true;
  int made = 0;
  const auto close = [&](std::size_t most) {
    return front->close_done(most, close_code::service_restart,
                             [&] { return "reason " + std::to_string(++made); });
  };
  // The server may still write what a client has read already.
  EXPECT_TRUE(test_support::eventually([&] { return close(1) == 1; }));
  EXPECT_TRUE(test_support::eventually([&] { return close(5) == 1; }));
  EXPECT_EQ(close(5), 0U);
  EXPECT_TRUE(second.read().is_closed(1012));
  EXPECT_TRUE(third.read().is_closed(1012));
  gateway.session(0)->busy = false;
  EXPECT_TRUE(test_support::eventually([&] { return close(5) == 1; }));
  const auto end = first.read();
  EXPECT_TRUE(end.is_closed(1012));
  EXPECT_THAT(end.text, HasSubstr("reason "));
}

TEST_F(a_server, answers_a_request_that_has_begun_when_it_stops) {
  start(1);
  raw_client half{port};
  half.send("GET /ws/health HTTP/1.1\r\n");
  // When a later connection has its reply, the loop has read the first part of the request.
  ASSERT_EQ(http_get(port, "/ws/health").status, 200);
  front->stop_accepting();
  front->close_all(close_code::service_restart, "");
  half.send("Host: x\r\n\r\n");
  const auto reply = half.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, HasSubstr("connected_users"));
  EXPECT_THAT(*reply, HasSubstr("Connection: close"));
}

TEST_F(a_server, opens_no_chat_on_a_connection_from_before_the_stop) {
  start();
  raw_client idle{port};
  idle.send("GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(idle.read_until("connected_users"));
  front->stop_accepting();
  idle.send(
      "GET /ws/chat/ann HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  const auto reply = idle.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, HasSubstr("HTTP/1.1 503 "));
  EXPECT_THAT(*reply, HasSubstr("Retry-After: 1"));
}

TEST_F(a_server, drops_what_is_open_when_it_is_destroyed) {
  start();
  auto client = connect();
  raw_client half{port};
  half.send("GET / HT");
  const auto session = gateway.session();
  front.reset();
  EXPECT_EQ(session->closed, 1);
  EXPECT_EQ(census.now().connections, 0U);
  session->channel->send({{1, {}, nullptr, reasoning_delta{"nobody"}}});
  EXPECT_TRUE(client.read().is_closed(1006));
}

TEST_F(a_server, may_be_destroyed_after_its_loops_stopped) {
  start();
  auto client = connect();
  const auto session = gateway.session();
  threads->stop();
  session->channel->send({{1, {}, nullptr, reasoning_delta{"nobody"}}});
  front.reset();
  threads.reset();
  EXPECT_EQ(session->closed, 1);
  session->channel->send({{2, {}, nullptr, reasoning_delta{"nobody"}}});
  EXPECT_TRUE(client.read().is_closed(1006));
}

TEST_F(a_server, goes_on_after_running_out_of_file_descriptors) {
  start(1);
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  auto tight = before;
  tight.rlim_cur = static_cast<rlim_t>(client) + 16;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &tight), 0);
  std::vector<int> taken;
  for (int fd = dup(client); fd >= 0; fd = dup(client)) {
    taken.push_back(fd);
  }
  ASSERT_EQ(errno, EMFILE);

  sockaddr_in server_address{};
  server_address.sin_family = AF_INET;
  server_address.sin_port = htons(port);
  server_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // The system completes the connection; the server cannot accept it.
  const bool connected = ::connect(client, reinterpret_cast<const sockaddr*>(&server_address),
                                   sizeof server_address) == 0;
  const std::string_view request = "GET /ws/health HTTP/1.1\r\nHost: x\r\n\r\n";
  const auto sent = ::send(client, request.data(), request.size(), MSG_NOSIGNAL);
  const timeval no_answer_yet{0, 50'000};
  setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &no_answer_yet, sizeof no_answer_yet);
  std::array<char, 4096> answer;
  const auto early = recv(client, answer.data(), answer.size(), 0);

  for (const int fd : taken) {
    close(fd);
  }
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_TRUE(connected);
  EXPECT_EQ(sent, static_cast<ssize_t>(request.size()));
  EXPECT_EQ(early, -1);
  const timeval patience{10, 0};
  setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  EXPECT_GT(recv(client, answer.data(), answer.size(), 0), 0);
  close(client);
}

TEST_F(a_server, survives_clients_that_come_and_go) {
  start();
  std::vector<std::thread> visitors;
  for (int t = 0; t < 4; ++t) {
    visitors.emplace_back([this, t] {
      for (int i = 0; i < 25; ++i) {
        ws_client client{port, "/ws/chat/v" + std::to_string(t)};
        client.send(R"({"type":"ping"})");
        if (i % 3 == 0) {
          client.read();
          client.close();
        } else if (i % 3 == 1) {
          client.drop();
        }
      }
    });
  }
  for (auto& visitor : visitors) {
    visitor.join();
  }
  EXPECT_TRUE(front->drained(test_support::test_patience));
  EXPECT_EQ(census.now().connections, 0U);
}

}  // namespace
}  // namespace aurawell::net
