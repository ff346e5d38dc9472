#include "tests/support/tcp_proxy.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <thread>

#include "tests/support/socket_tools.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {
namespace {

using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using boost::system::error_code;

/// Both ends of connections through a proxy.
class tcp_proxy_test : public ::testing::Test {
 protected:
  std::uint16_t server_port() { return acceptor.local_endpoint().port(); }

  void connect(tcp_proxy& proxy) {
    ASSERT_TRUE(connect_to(client, proxy.port()));
    bool accepted = false;
    acceptor.async_accept(server, [&](error_code fault) { accepted = !fault; });
    run_until(io, test_patience, [&] { return accepted; });
    ASSERT_TRUE(accepted);
  }

  static void send(tcp::socket& from, const std::string& text) {
    boost::asio::write(from, boost::asio::buffer(text));
  }

  /// The bytes until the end, and the kind of the end.
  error_code read_to_end(tcp::socket& from, std::string& text) {
    std::optional<error_code> end;
    boost::asio::async_read(from, boost::asio::dynamic_buffer(text),
                            [&](error_code fault, std::size_t) { end = fault; });
    run_until(io, test_patience, [&] { return end.has_value(); });
    if (!end) {
      drop_pending(from, io);
      ADD_FAILURE() << "no end after '" << text << "'";
    }
    return end.value_or(error_code{});
  }

  std::string read(tcp::socket& from, std::size_t size) {
    std::string text;
    bool done = false;
    boost::asio::async_read(from, boost::asio::dynamic_buffer(text, size),
                            boost::asio::transfer_exactly(size),
                            [&](error_code, std::size_t) { done = true; });
    run_until(io, test_patience, [&] { return done; });
    return text;
  }

  boost::asio::io_context io{1};
  tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket client{io};
  tcp::socket server{io};
};

cut_planner always(cut_plan plan) {
  return [plan](std::mt19937_64&) { return plan; };
}

std::optional<cut_plan> never(std::mt19937_64&) {
  return std::nullopt;
}

TEST_F(tcp_proxy_test, forwards_both_ways_and_passes_an_end_on) {
  tcp_proxy proxy{server_port(), 1, never};
  connect(proxy);
  const std::string large(300'000, 'x');
  std::thread sender{[&] { send(client, large); }};
  EXPECT_EQ(read(server, large.size()), large);
  sender.join();
  client.shutdown(tcp::socket::shutdown_send);
  std::string text;
  EXPECT_EQ(read_to_end(server, text), boost::asio::error::eof);
  send(server, "still here");
  EXPECT_EQ(read(client, 10), "still here");
  server.close();
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::eof);
  EXPECT_EQ(proxy.counts().cuts(), 0U);
  EXPECT_EQ(proxy.counts().unharmed, 1U);
}

TEST_F(tcp_proxy_test, resets_both_sides_after_the_very_byte) {
  tcp_proxy proxy{server_port(), 1, always({.kind = cut::reset, .bytes = 3})};
  connect(proxy);
  send(server, "abcdef");
  std::string text;
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::connection_reset);
  EXPECT_EQ(text, "abc");
  EXPECT_EQ(read_to_end(server, text), boost::asio::error::connection_reset);
  EXPECT_EQ(proxy.counts().resets, 1U);
}

TEST_F(tcp_proxy_test, counts_the_bytes_of_the_direction_it_is_told) {
  tcp_proxy proxy{server_port(), 1,
                  always({.kind = cut::close, .counted = flow::to_server, .bytes = 3})};
  connect(proxy);
  send(server, "abcdef");
  EXPECT_EQ(read(client, 6), "abcdef");
  send(client, "123");
  std::string text;
  EXPECT_EQ(read_to_end(server, text), boost::asio::error::eof);
  EXPECT_EQ(text, "123");
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::eof);
  EXPECT_EQ(proxy.counts().closes, 1U);
}

TEST_F(tcp_proxy_test, half_closes_and_goes_on_with_the_other_direction) {
  tcp_proxy proxy{server_port(), 1, always({.kind = cut::half_close, .bytes = 3, .pause = 60s})};
  connect(proxy);
  send(server, "abc");
  std::string text;
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::eof);
  EXPECT_EQ(text, "abc");
  send(client, "late");
  EXPECT_EQ(read(server, 4), "late");
  EXPECT_EQ(proxy.counts().half_closes, 1U);
}

TEST_F(tcp_proxy_test, ends_a_half_closed_connection_after_its_pause) {
  tcp_proxy proxy{server_port(), 1, always({.kind = cut::half_close, .bytes = 3, .pause = 50ms})};
  connect(proxy);
  const auto begin = std::chrono::steady_clock::now();
  send(server, "abc");
  std::string text;
  EXPECT_EQ(read_to_end(server, text), boost::asio::error::eof);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 50ms);
}

TEST_F(tcp_proxy_test, stalls_and_then_resets) {
  tcp_proxy proxy{server_port(), 1, always({.kind = cut::stall, .bytes = 3, .pause = 50ms})};
  connect(proxy);
  const auto begin = std::chrono::steady_clock::now();
  send(server, "abcdef");
  std::string text;
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::connection_reset);
  EXPECT_EQ(text, "abc");
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 50ms);
  EXPECT_EQ(proxy.counts().stalls, 1U);
}

TEST_F(tcp_proxy_test, breaks_a_quiet_connection_when_its_time_is_over) {
  tcp_proxy proxy{server_port(), 1, always({.kind = cut::reset, .bytes = 3, .time = 20ms})};
  connect(proxy);
  std::string text;
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::connection_reset);
  EXPECT_EQ(proxy.counts().resets, 1U);
}

TEST_F(tcp_proxy_test, breaks_nothing_once_it_is_calm) {
  tcp_proxy proxy{server_port(), 1, always({.kind = cut::reset, .bytes = 3})};
  connect(proxy);
  proxy.calm();
  send(server, "abcdef");
  EXPECT_EQ(read(client, 6), "abcdef");
  EXPECT_EQ(proxy.counts().cuts(), 0U);
}

TEST_F(tcp_proxy_test, breaks_an_open_connection_after_further_bytes) {
  tcp_proxy proxy{server_port(), 1, never};
  connect(proxy);
  send(server, "before");
  EXPECT_EQ(read(client, 6), "before");
  proxy.break_open({.kind = cut::reset, .counted = flow::to_client, .bytes = 2});
  send(client, "other way");
  EXPECT_EQ(read(server, 9), "other way");
  send(server, "after");
  std::string text;
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::connection_reset);
  EXPECT_EQ(text, "af");
  EXPECT_EQ(proxy.counts().resets, 1U);
}

TEST_F(tcp_proxy_test, forwards_later_what_it_delays) {
  tcp_proxy proxy{server_port(), 1, never};
  connect(proxy);
  proxy.delay(50ms);
  const auto begin = std::chrono::steady_clock::now();
  send(client, "question");
  EXPECT_EQ(read(server, 8), "question");
  send(server, "answer");
  EXPECT_EQ(read(client, 6), "answer");
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 100ms);
}

TEST_F(tcp_proxy_test, leads_new_connections_to_another_server) {
  tcp_proxy proxy{1, 1, never};
  proxy.lead_to(server_port());
  connect(proxy);
  send(server, "x");
  EXPECT_EQ(read(client, 1), "x");
}

TEST_F(tcp_proxy_test, resets_a_client_that_no_server_takes) {
  auto port = server_port();
  acceptor.close();
  tcp_proxy proxy{port, 1, never};
  ASSERT_TRUE(connect_to(client, proxy.port()));
  std::string text;
  EXPECT_EQ(read_to_end(client, text), boost::asio::error::connection_reset);
}

TEST(random_cuts, are_the_same_for_the_same_seed_and_within_the_limits) {
  const random_cut_limits limits{1'000, 50ms, 20ms};
  const auto plan = random_cuts(limits);
  std::mt19937_64 one{7};
  std::mt19937_64 other{7};
  std::array<int, 4> kinds{};
  int short_ones = 0;
  for (int i = 0; i < 1'000; ++i) {
    const auto made = plan(one).value();
    const auto again = plan(other).value();
    EXPECT_EQ(made.bytes, again.bytes);
    EXPECT_EQ(made.kind, again.kind);
    EXPECT_LE(made.bytes, limits.bytes);
    EXPECT_LE(made.time, limits.time);
    EXPECT_LE(made.pause, limits.pause);
    ++kinds[static_cast<std::size_t>(made.kind)];
    short_ones += made.bytes < 32 ? 1 : 0;
  }
  EXPECT_GT(*std::min_element(kinds.begin(), kinds.end()), 100);
  EXPECT_GT(short_ones, 200);
  EXPECT_LT(short_ones, 500);
}

}  // namespace
}  // namespace aurawell::test_support
