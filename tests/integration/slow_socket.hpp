#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

#include "tests/support/socket_tools.hpp"

namespace aurawell::test_support {

/// A client's socket to 127.0.0.1 with small kernel buffers, so that the server notices slow reads
/// at once.
class slow_socket {
 public:
  explicit slow_socket(std::uint16_t port) { connect_to(socket_, port, receive_buffer_bytes); }

  bool send(std::string_view bytes) {
    boost::system::error_code fault;
    boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), fault);
    return !fault;
  }

  void shutdown_send() {
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
  }

  /// Up to `step` bytes and a pause, until the server closes or `end` has come.
  std::string read_slowly(std::size_t step, std::chrono::milliseconds pause,
                          std::string_view end = "") {
    std::string all;
    std::string piece(step, '\0');
    for (;;) {
      boost::system::error_code fault;
      const auto size = socket_.read_some(boost::asio::buffer(piece), fault);
      all.append(piece, 0, size);
      const auto from = all.size() - std::min(all.size(), size + end.size());
      if (fault || (!end.empty() && all.find(end, from) != std::string::npos)) {
        return all;
      }
      // The read rate of the client; no test step depends on it.
      std::this_thread::sleep_for(pause);
    }
  }

 private:
  static constexpr int receive_buffer_bytes = 8'192;

  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
};

}  // namespace aurawell::test_support
