#include "net/socket/write_watch.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <string>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using boost::asio::ip::tcp;

constexpr write_watch::clock::time_point began_at{};

TEST(write_watch, sees_a_write_that_stands_still) {
  write_watch write{40s};
  write.begin(began_at);
  EXPECT_EQ(write.due(), began_at + 10s);
  EXPECT_TRUE(write.look(began_at + 10s, 100));
  EXPECT_FALSE(write.look(began_at + 20s, 100));
  EXPECT_EQ(write.due(), began_at + 30s);
  EXPECT_FALSE(write.is_stalled(began_at + 49s));
  EXPECT_TRUE(write.is_stalled(began_at + 50s));
}

TEST(write_watch, lets_a_write_take_as_long_as_it_moves) {
  write_watch write{40s};
  write.begin(began_at);
  for (int i = 1; i < 100; ++i) {
    EXPECT_TRUE(write.look(began_at + i * 39s, 100U + static_cast<unsigned>(i)));
    EXPECT_FALSE(write.is_stalled(began_at + i * 39s));
  }
}

TEST(write_watch, gives_each_write_the_whole_time) {
  write_watch write{40s};
  write.begin(began_at);
  write.look(began_at + 39s, 0);
  write.begin(began_at + 100s);
  EXPECT_FALSE(write.is_stalled(began_at + 139s));
  EXPECT_TRUE(write.is_stalled(began_at + 140s));
}

TEST(write_watch, hears_of_the_system_what_the_peer_has_taken) {
  boost::asio::io_context io;
  tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket reader{io};
  reader.open(tcp::v4());
  reader.set_option(tcp::socket::receive_buffer_size{4096});
  reader.connect(acceptor.local_endpoint());
  auto writer = acceptor.accept();
  writer.non_blocking(true);
  const std::string bytes(1024 * 1024, 'x');
  boost::system::error_code fault;
  std::size_t written = 0;
  while (!fault) {
    written += writer.write_some(boost::asio::buffer(bytes), fault);
  }
  const auto before = progress_of(writer.native_handle());
  EXPECT_GT(before.waiting, 0U) << "the reader's window is full";
  EXPECT_LT(before.taken, written);
  // After the read, everything that waited is sent.
  std::string received(written, '\0');
  boost::asio::read(reader, boost::asio::buffer(received));
  const auto after = progress_of(writer.native_handle());
  EXPECT_GT(after.taken, before.taken);
  EXPECT_GE(after.taken + after.waiting, written);
}

TEST(write_watch, hears_nothing_of_what_is_no_connection) {
  const auto none = progress_of(-1);
  EXPECT_EQ(none.taken, 0U);
  EXPECT_EQ(none.waiting, 0U);
}

}  // namespace
}  // namespace aurawell::net
