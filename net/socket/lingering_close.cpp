#include "net/socket/lingering_close.hpp"

#include <array>
#include <boost/asio/error.hpp>
#include <cstddef>
#include <memory>
#include <utility>

namespace aurawell::net {
namespace {

using error_code = boost::system::error_code;

constexpr std::size_t most_dropped = 1024 * 1024;

struct leftovers : std::enable_shared_from_this<leftovers> {
  leftovers(peer_socket& from, std::function<void(error_code)> then)
      : socket{from}, done{std::move(then)} {}

  void read_on() {
    socket.async_wait_bytes(
        [self = shared_from_this()](error_code fault) { self->on_readable(fault); });
  }

  void on_readable(error_code fault) {
    std::array<char, 4096> bytes;
    dropped += fault ? 0 : socket.read_some(bytes, fault);
    if ((fault && fault != boost::asio::error::would_block) || dropped > most_dropped) {
      done(fault);
    } else {
      read_on();
    }
  }

  peer_socket& socket;
  std::function<void(error_code)> done;
  std::size_t dropped = 0;
};

}  // namespace

void drop_bytes(peer_socket& socket, std::function<void(error_code)> done) {
  error_code ignored;
  socket.raw().non_blocking(true, ignored);
  std::make_shared<leftovers>(socket, std::move(done))->read_on();
}

void close_lingering(peer_socket& socket, std::function<void()> done) {
  socket.end_sending([&socket, done = std::move(done)]() mutable {
    // What is dropped needs no decryption.
    socket.go_plain();
    drop_bytes(socket, [done = std::move(done)](error_code) { done(); });
  });
}

}  // namespace aurawell::net
