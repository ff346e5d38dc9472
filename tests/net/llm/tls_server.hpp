#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>

#include "tests/net/llm/test_authority.hpp"

namespace aurawell::net {

/// An HTTPS server on its own port of 127.0.0.1. Answers one request on each connection, one
/// connection after the other.
class tls_server {
 public:
  tls_server(const test_certificate& shown, std::string response);
  tls_server(const tls_server&) = delete;
  tls_server& operator=(const tls_server&) = delete;
  ~tls_server();

  std::uint16_t port() const { return listener_.local_endpoint().port(); }
  std::size_t requests() const noexcept { return requests_; }

 private:
  void serve_all();
  void serve(boost::asio::ip::tcp::socket socket);

  const std::string response_;
  boost::asio::io_context io_;
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_server};
  boost::asio::ip::tcp::acceptor listener_;
  std::atomic<std::size_t> requests_{0};
  std::thread servant_;
};

}  // namespace aurawell::net
