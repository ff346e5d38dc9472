#include "tests/loadtest/timed_receive.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <string_view>

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using clock = std::chrono::steady_clock;

TEST(timed_receive, tells_when_bytes_came_and_not_when_they_were_read) {
  asio::io_context loop;
  tcp::acceptor acceptor{loop, {asio::ip::address_v4::loopback(), 0}};
  tcp::socket reader{loop};
  reader.connect(acceptor.local_endpoint());
  auto writer = acceptor.accept();
  note_arrivals(reader.native_handle());
  std::array<char, 64> bytes{};

  EXPECT_LT(timed_receive(reader.native_handle(), bytes.data(), bytes.size()).count, 0);
  EXPECT_EQ(errno, EAGAIN);

  // The kernel begins to note times a little after it is asked to.
  auto told_in_time = false;
  for (int tries = 0; !told_in_time && tries < 100; ++tries) {
    asio::write(writer, asio::buffer("token", 5));
    reader.wait(tcp::socket::wait_read);
    const auto there = clock::now();
    while (clock::now() < there + std::chrono::milliseconds{20}) {
      // Time passes before anybody reads.
    }
    const auto got = timed_receive(reader.native_handle(), bytes.data(), bytes.size());
    ASSERT_EQ(got.count, 5);
    EXPECT_EQ((std::string_view{bytes.data(), 5}), "token");
    told_in_time = got.when < there + std::chrono::milliseconds{1};
  }
  EXPECT_TRUE(told_in_time);

  writer.close();
  reader.wait(tcp::socket::wait_read);
  EXPECT_EQ(timed_receive(reader.native_handle(), bytes.data(), bytes.size()).count, 0);
}

}  // namespace
}  // namespace aurawell::loadtest
