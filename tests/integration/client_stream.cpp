#include "tests/integration/client_stream.hpp"

#include <boost/asio/buffer.hpp>
#include <utility>

namespace aurawell::test_support {

namespace asio = boost::asio;
namespace beast = boost::beast;

client_stream::client_stream(asio::io_context& loop, asio::ssl::context* tls)
    : stream_{std::in_place_index<0>, loop} {
  if (tls != nullptr) {
    stream_.emplace<1>(loop, *tls);
  }
}

void client_stream::open(std::uint16_t port, const std::string& target, handler then) {
  const tcp::endpoint server{asio::ip::address_v4::loopback(), port};
  std::visit(
      [&](auto& stream) {
        beast::get_lowest_layer(stream).async_connect(
            server, [this, target, then = std::move(then)](const error_code& fault) {
              if (fault) {
                then(fault);
              } else {
                secure(target, then);
              }
            });
      },
      stream_);
}

void client_stream::secure(const std::string& target, handler then) {
  auto* secured = std::get_if<1>(&stream_);
  if (secured == nullptr) {
    upgrade(target, std::move(then));
    return;
  }
  secured->next_layer().async_handshake(
      asio::ssl::stream_base::client,
      [this, target, then = std::move(then)](const error_code& fault) {
        if (fault) {
          then(fault);
        } else {
          upgrade(target, then);
        }
      });
}

void client_stream::upgrade(const std::string& target, handler then) {
  std::visit(
      [&](auto& stream) {
        error_code ignored;
        beast::get_lowest_layer(stream).set_option(tcp::no_delay{true}, ignored);
        stream.write_buffer_bytes(512);
        stream.async_handshake("127.0.0.1", target, std::move(then));
      },
      stream_);
}

void client_stream::read(beast::flat_buffer& to, handler then) {
  std::visit(
      [&](auto& stream) {
        stream.async_read(
            to, [then = std::move(then)](const error_code& fault, std::size_t) { then(fault); });
      },
      stream_);
}

void client_stream::write(const std::string& text, handler then) {
  std::visit(
      [&](auto& stream) {
        stream.async_write(
            asio::buffer(text),
            [then = std::move(then)](const error_code& fault, std::size_t) { then(fault); });
      },
      stream_);
}

beast::websocket::close_reason client_stream::end() const {
  return std::visit([](const auto& stream) { return stream.reason(); }, stream_);
}

}  // namespace aurawell::test_support
