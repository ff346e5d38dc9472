#include <array>
#include <boost/asio/write.hpp>

#include "tests/support/socket_tools.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {

using boost::system::error_code;

struct raw_client::impl {
  boost::asio::io_context io{1};
  boost::asio::ip::tcp::socket socket{io};
  std::string received;
  bool ended = false;

  /// Reads until `done`, the end of the connection, or the deadline.
  template <class Done>
  void read_while_not(std::chrono::milliseconds patience, const Done& done) {
    std::array<char, 4096> chunk;
    bool waiting = false;
    run_until(io, patience, [&] {
      if (!waiting && !ended && !done()) {
        waiting = true;
        socket.async_read_some(boost::asio::buffer(chunk), [&](error_code fault, std::size_t size) {
          waiting = false;
          received.append(chunk.data(), size);
          ended = ended || (fault && fault != boost::asio::error::operation_aborted);
        });
      }
      return ended || done();
    });
    error_code ignored;
    socket.cancel(ignored);
    run_until(io, test_patience, [&] { return !waiting; });
  }
};

raw_client::raw_client(std::uint16_t port) : impl_{std::make_unique<impl>()} {
  impl_->ended = !connect_to(impl_->socket, port);
}

raw_client::raw_client(raw_client&&) noexcept = default;
raw_client& raw_client::operator=(raw_client&&) noexcept = default;
raw_client::~raw_client() = default;

bool raw_client::send(std::string_view bytes) {
  error_code fault;
  boost::asio::write(impl_->socket, boost::asio::buffer(bytes), fault);
  return !fault;
}

std::optional<std::string> raw_client::read_to_end(std::chrono::milliseconds patience) {
  impl_->read_while_not(patience, [] { return false; });
  if (!impl_->ended) {
    return std::nullopt;
  }
  return std::exchange(impl_->received, {});
}

std::optional<std::string> raw_client::read_until(std::string_view end,
                                                  std::chrono::milliseconds patience) {
  auto& received = impl_->received;
  const auto found = [&] { return received.find(end) != std::string::npos; };
  impl_->read_while_not(patience, found);
  if (!found()) {
    return std::nullopt;
  }
  const auto size = received.find(end) + end.size();
  auto text = received.substr(0, size);
  received.erase(0, size);
  return text;
}

void raw_client::reset() {
  error_code ignored;
  impl_->socket.set_option(boost::asio::socket_base::linger{true, 0}, ignored);
  impl_->socket.close(ignored);
  impl_->ended = true;
}

void raw_client::shutdown_send() {
  error_code ignored;
  impl_->socket.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace aurawell::test_support
