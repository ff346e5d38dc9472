#include "tests/net/llm/connect_proxy.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace aurawell::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// False at the end of `from`.
bool pass_on(tcp::socket& from, tcp::socket& to) {
  std::array<char, 4096> bytes{};
  boost::system::error_code problem;
  const auto count = from.read_some(asio::buffer(bytes), problem);
  if (!problem) {
    asio::write(to, asio::buffer(bytes.data(), count), problem);
  }
  return !problem;
}

void relay(tcp::socket& client, tcp::socket& server) {
  constexpr int patience_ms = 10'000;
  for (;;) {
    std::array<pollfd, 2> both{pollfd{client.native_handle(), POLLIN, 0},
                               pollfd{server.native_handle(), POLLIN, 0}};
    if (::poll(both.data(), both.size(), patience_ms) <= 0 ||
        (both[0].revents != 0 && !pass_on(client, server)) ||
        (both[1].revents != 0 && !pass_on(server, client))) {
      return;
    }
  }
}

}  // namespace

connect_proxy::connect_proxy(std::uint16_t target)
    : target_{target}, listener_{io_, {asio::ip::address_v4::loopback(), 0}} {
  servant_ = std::thread{[this] { serve_all(); }};
}

connect_proxy::~connect_proxy() {
  // Wakes the accepting thread; a close would not.
  ::shutdown(listener_.native_handle(), SHUT_RDWR);
  servant_.join();
}

std::vector<std::string> connect_proxy::requests() const {
  const std::lock_guard lock{mutex_};
  return requests_;
}

void connect_proxy::serve_all() {
  for (;;) {
    boost::system::error_code problem;
    auto client = listener_.accept(problem);
    if (problem) {
      return;
    }
    serve(std::move(client));
  }
}

void connect_proxy::serve(tcp::socket client) {
  std::string request;
  boost::system::error_code problem;
  asio::read_until(client, asio::dynamic_buffer(request), "\r\n\r\n", problem);
  if (problem) {
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    requests_.push_back(request);
  }
  tcp::socket server{io_};
  server.connect({asio::ip::address_v4::loopback(), target_}, problem);
  const std::string reply = problem || !request.starts_with("CONNECT ")
                                ? "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                                : "HTTP/1.1 200 Connected\r\n\r\n";
  asio::write(client, asio::buffer(reply), problem);
  relay(client, server);
}

}  // namespace aurawell::net
