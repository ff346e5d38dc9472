#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace aurawell::net {

/// An HTTP proxy on 127.0.0.1, only for CONNECT. It connects to one port for every requested host.
/// One connection after the other.
class connect_proxy {
 public:
  explicit connect_proxy(std::uint16_t target);
  connect_proxy(const connect_proxy&) = delete;
  connect_proxy& operator=(const connect_proxy&) = delete;
  ~connect_proxy();

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(listener_.local_endpoint().port());
  }
  /// The headers of all requests so far.
  std::vector<std::string> requests() const;

 private:
  void serve_all();
  void serve(boost::asio::ip::tcp::socket client);

  const std::uint16_t target_;
  boost::asio::io_context io_;
  boost::asio::ip::tcp::acceptor listener_;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread servant_;
};

}  // namespace aurawell::net
