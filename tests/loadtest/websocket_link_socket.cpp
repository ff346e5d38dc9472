// Socket and TLS of a websocket_link.
#include <array>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "tests/loadtest/timed_receive.hpp"
#include "tests/loadtest/websocket_link.hpp"

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

constexpr std::size_t first_buffer_bytes = 4096;
/// Of one read of a link with TLS: a record and a part of the next.
constexpr std::size_t record_bytes = 20 * 1024;

}  // namespace

websocket_link::websocket_link(asio::io_context& loop, link_listener& listener)
    : socket_{loop}, listener_{listener} {}

void websocket_link::open(const target& server, const std::string& path,
                          const std::shared_ptr<void>& owner) {
  owner_ = owner;
  waiting_ = "GET " + path + " HTTP/1.1\r\nHost: " + server.host +
             "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YXVyYXdlbGwtbG9hZHRlcw==\r\n\r\n";
  if (server.tls) {
    tls_ = std::make_unique<link_tls>(server.tls, server.endpoint.address().to_string());
    tls_->shake_hands();
  }
  socket_.async_connect(server.endpoint, [this, owner](const error_code& failure) {
    if (failure) {
      end("connect: " + failure.message());
      return;
    }
    error_code ignored;
    socket_.set_option(tcp::no_delay{true}, ignored);
    note_arrivals(socket_.native_handle());
    buffer_.resize(first_buffer_bytes);
    flush();
    wait();
  });
}

void websocket_link::wait() {
  socket_.async_wait(tcp::socket::wait_read,
                     [this, owner = owner_.lock()](const error_code& failure) {
                       if (failure) {
                         end("connection: " + failure.message());
                       } else if (!over_) {
                         read();
                       }
                     });
}

void websocket_link::read() {
  if (const auto received = tls_ ? receive_encrypted() : receive()) {
    take(*received);
  }
  if (!over_) {
    wait();
  }
}

std::optional<clock::time_point> websocket_link::receive() {
  // One byte stays free for the NUL behind the last frame.
  const auto room = buffer_.size() - end_ - 1;
  const auto [count, received] =
      timed_receive(socket_.native_handle(), buffer_.data() + end_, room);
  if (!is_alive(count)) {
    return std::nullopt;
  }
  end_ += count < 0 ? 0 : static_cast<std::size_t>(count);
  return received;
}

std::optional<clock::time_point> websocket_link::receive_encrypted() {
  std::array<char, record_bytes> bytes;
  const auto [count, received] = timed_receive(socket_.native_handle(), bytes.data(), bytes.size());
  if (!is_alive(count)) {
    return std::nullopt;
  }
  tls_->receive({bytes.data(), count < 0 ? 0 : static_cast<std::size_t>(count)});
  const bool can_read = tls_->shake_hands();
  flush();
  while (can_read && !over_) {
    const auto size = tls_->read(buffer_.data() + end_, buffer_.size() - end_ - 1);
    if (size == 0) {
      break;
    }
    end_ += size;
    take(received);
  }
  if (!tls_->fault().empty()) {
    end(tls_->fault());
  }
  return std::nullopt;
}

bool websocket_link::is_alive(ssize_t count) {
  if (count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))) {
    return true;
  }
  end(count == 0 ? "connection: ended" : std::string{"connection: "} + std::strerror(errno));
  return false;
}

void websocket_link::flush() {
  if (!writing_.empty() || !socket_.is_open()) {
    return;
  }
  if (!tls_) {
    writing_.swap(waiting_);
  } else {
    if (tls_->is_established()) {
      tls_->send(std::exchange(waiting_, {}));
    }
    writing_ = tls_->take_outgoing();
  }
  if (writing_.empty()) {
    return;
  }
  // A failed write ends the read as well, which tells the reason.
  asio::async_write(socket_, asio::buffer(writing_),
                    [this, owner = owner_.lock()](const error_code& failure, std::size_t) {
                      writing_.clear();
                      if (!failure && !over_) {
                        flush();
                      }
                    });
}

void websocket_link::drop() {
  over_ = true;
  error_code ignored;
  socket_.close(ignored);
}

void websocket_link::end(std::string_view reason) {
  if (over_) {
    return;
  }
  // The listener may let go of the owner.
  const auto kept = owner_.lock();
  drop();
  listener_.on_end(reason);
}

}  // namespace aurawell::loadtest
