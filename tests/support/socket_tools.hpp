#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <string>

namespace aurawell::test_support {

/// Runs `io` until `done` returns true or the time is over.
template <class Done>
void run_until(boost::asio::io_context& io, std::chrono::milliseconds patience, const Done& done) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!done() && std::chrono::steady_clock::now() < deadline) {
    io.restart();
    io.run_one_until(deadline);
  }
}

/// Connects to 127.0.0.1, from any loopback address. `receive_buffer_bytes` 0: the
/// system's default.
inline bool connect_to(boost::asio::ip::tcp::socket& socket, std::uint16_t port,
                       int receive_buffer_bytes = 0, const std::string& from = "127.0.0.1") {
  using boost::asio::ip::tcp;
  boost::system::error_code fault;
  socket.open(tcp::v4(), fault);
  if (receive_buffer_bytes > 0 && !fault) {
    socket.set_option(tcp::socket::receive_buffer_size{receive_buffer_bytes}, fault);
  }
  if (from != "127.0.0.1" && !fault) {
    socket.bind({boost::asio::ip::make_address(from), 0}, fault);
  }
  if (!fault) {
    socket.connect({boost::asio::ip::address_v4::loopback(), port}, fault);
  }
  return !fault;
}

/// Closes the socket and waits for the end of pending operations.
inline void drop_pending(boost::asio::ip::tcp::socket& socket, boost::asio::io_context& io) {
  boost::system::error_code ignored;
  socket.close(ignored);
  io.restart();
  io.run_for(std::chrono::seconds{1});
}

}  // namespace aurawell::test_support
