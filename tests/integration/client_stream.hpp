#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>

namespace aurawell::test_support {

/// One WebSocket of a client to 127.0.0.1, over TCP or TLS. Asynchronous; use it on its loop's
/// thread. What is passed to an operation must live until its handler is called.
class client_stream {
 public:
  using error_code = boost::system::error_code;
  using handler = std::function<void(const error_code&)>;

  /// @param tls Null: without TLS.
  client_stream(boost::asio::io_context& loop, boost::asio::ssl::context* tls);
  client_stream(const client_stream&) = delete;
  client_stream& operator=(const client_stream&) = delete;

  /// Connects and upgrades to a WebSocket.
  void open(std::uint16_t port, const std::string& target, handler then);
  void read(boost::beast::flat_buffer& to, handler then);
  void write(const std::string& text, handler then);

  /// From the server's close frame, after a read has failed with `websocket::error::closed`.
  boost::beast::websocket::close_reason end() const;

 private:
  using tcp = boost::asio::ip::tcp;
  template <class Transport>
  using over = boost::beast::websocket::stream<Transport, false>;

  void secure(const std::string& target, handler then);
  void upgrade(const std::string& target, handler then);

  std::variant<over<tcp::socket>, over<boost::asio::ssl::stream<tcp::socket>>> stream_;
};

}  // namespace aurawell::test_support
