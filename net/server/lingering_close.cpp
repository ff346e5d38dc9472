#include "net/server/lingering_close.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <cstddef>
#include <memory>
#include <utility>

namespace aurawell::net {
namespace {

using error_code = boost::system::error_code;

constexpr std::size_t most_dropped = 1024 * 1024;

struct leftovers : std::enable_shared_from_this<leftovers> {
  leftovers(tcp_socket& from, std::function<void(error_code)> then)
      : socket{from}, done{std::move(then)} {}

  void read_on() {
    socket.async_wait(tcp_socket::wait_read,
                      [self = shared_from_this()](error_code fault) { self->on_readable(fault); });
  }

  void on_readable(error_code fault) {
    std::array<char, 4096> bytes;
    dropped += fault ? 0 : socket.read_some(boost::asio::buffer(bytes), fault);
    if ((fault && fault != boost::asio::error::would_block) || dropped > most_dropped) {
      done(fault);
    } else {
      read_on();
    }
  }

  tcp_socket& socket;
  std::function<void(error_code)> done;
  std::size_t dropped = 0;
};

}  // namespace

void drop_bytes(tcp_socket& socket, std::function<void(error_code)> done) {
  error_code ignored;
  socket.non_blocking(true, ignored);
  std::make_shared<leftovers>(socket, std::move(done))->read_on();
}

void close_lingering(tcp_socket& socket, std::function<void()> done) {
  error_code ignored;
  socket.shutdown(tcp_socket::shutdown_send, ignored);
  drop_bytes(socket, [done = std::move(done)](error_code) { done(); });
}

}  // namespace aurawell::net
