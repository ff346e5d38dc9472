#include "tests/support/ws_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket.hpp>

#include "tests/support/socket_tools.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using error_code = beast::error_code;

constexpr std::uint16_t no_code = 1005;
constexpr std::uint16_t no_close_frame = 1006;

}  // namespace

struct ws_client::impl {
  asio::io_context io{1};
  websocket::stream<asio::ip::tcp::socket, false> stream{io};
  http_response handshake;
  bool usable = false;
  beast::flat_buffer incoming;
  bool reading = false;
  std::optional<error_code> read_result;
  std::size_t pings = 0;
  std::size_t pongs = 0;

  /// Starts `operation` with a handler and waits for it. Returns nothing while it is still pending.
  template <class Operation>
  std::optional<error_code> complete(const Operation& operation) {
    const auto outcome = std::make_shared<std::optional<error_code>>();
    operation([outcome](const error_code& fault, auto&&...) { *outcome = fault; });
    run_until(io, test_patience, [&] { return outcome->has_value(); });
    return *outcome;
  }

  template <class Operation>
  bool succeeds(const Operation& operation) {
    const auto outcome = complete(operation);
    usable = usable && outcome && !*outcome;
    return usable;
  }

  void open(std::uint16_t port, const std::string& target, const ws_connect_options& options);
  ws_frame ending(const error_code& fault);
};

void ws_client::impl::open(std::uint16_t port, const std::string& target,
                           const ws_connect_options& options) {
  if (!connect_to(stream.next_layer(), port, options.receive_buffer_bytes, options.from)) {
    return;
  }
  stream.set_option(websocket::stream_base::decorator{[&](websocket::request_type& request) {
    for (const auto& [name, value] : options.headers) {
      request.set(name, value);
    }
  }});
  stream.control_callback([this](websocket::frame_type type, beast::string_view) {
    pings += type == websocket::frame_type::ping ? 1 : 0;
    pongs += type == websocket::frame_type::pong ? 1 : 0;
  });
  websocket::response_type response;
  const auto host = "127.0.0.1:" + std::to_string(port);
  const auto outcome = complete(
      [&](auto handler) { stream.async_handshake(response, host, target, std::move(handler)); });
  usable = outcome && !*outcome;
  if (!outcome) {
    drop_pending(stream.next_layer(), io);
  }
  handshake.status =
      usable || response.result_int() != 200 ? static_cast<int>(response.result_int()) : 0;
  for (const auto& field : response) {
    handshake.headers.emplace_back(field.name_string(), field.value());
  }
  handshake.body = response.body();
}

ws_frame ws_client::impl::ending(const error_code& fault) {
  usable = false;
  if (fault != websocket::error::closed) {
    return {ws_frame::kind::closed, fault.message(), no_close_frame};
  }
  const auto& reason = stream.reason();
  const std::uint16_t code = reason.code == websocket::close_code::none ? no_code : reason.code;
  return {ws_frame::kind::closed, {reason.reason.data(), reason.reason.size()}, code};
}

ws_client::ws_client(std::uint16_t port, const std::string& target, ws_connect_options options)
    : impl_{std::make_unique<impl>()} {
  impl_->open(port, target, options);
}

ws_client::ws_client(ws_client&&) noexcept = default;
ws_client& ws_client::operator=(ws_client&&) noexcept = default;

ws_client::~ws_client() {
  if (impl_) {
    drop();
  }
}

bool ws_client::connected() const noexcept {
  return impl_->usable;
}

const http_response& ws_client::handshake() const noexcept {
  return impl_->handshake;
}

bool ws_client::send(std::string_view text) {
  return send_fragments({std::string{text}});
}

bool ws_client::send_binary(std::string_view bytes) {
  impl_->stream.binary(true);
  const bool sent = send(bytes);
  impl_->stream.binary(false);
  return sent;
}

bool ws_client::send_fragments(const std::vector<std::string>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto kept = std::make_shared<const std::string>(parts[i]);
    const bool last = i + 1 == parts.size();
    const bool sent = impl_->usable && impl_->succeeds([&](auto handler) {
      impl_->stream.async_write_some(
          last, asio::buffer(*kept),
          [kept, handler](const error_code& fault, std::size_t) mutable { handler(fault); });
    });
    if (!sent) {
      return false;
    }
  }
  return true;
}

bool ws_client::send_ping(std::string_view payload) {
  const websocket::ping_data data{payload.data(), payload.size()};
  return impl_->usable &&
         impl_->succeeds([&](auto handler) { impl_->stream.async_ping(data, std::move(handler)); });
}

ws_frame ws_client::read(std::chrono::milliseconds patience) {
  auto& own = *impl_;
  if (!own.reading) {
    own.reading = true;
    own.read_result.reset();
    own.incoming.clear();
    own.stream.async_read(
        own.incoming, [&own](const error_code& fault, std::size_t) { own.read_result = fault; });
  }
  run_until(own.io, patience, [&] { return own.read_result.has_value(); });
  if (!own.read_result) {
    return {};
  }
  own.reading = false;
  if (*own.read_result) {
    return own.ending(*own.read_result);
  }
  const auto kind = own.stream.got_binary() ? ws_frame::kind::binary : ws_frame::kind::text;
  return {kind, beast::buffers_to_string(own.incoming.data()), 0};
}

std::size_t ws_client::pings_seen() const noexcept {
  return impl_->pings;
}

std::size_t ws_client::pongs_seen() const noexcept {
  return impl_->pongs;
}

ws_frame ws_client::close(std::uint16_t code, std::string_view reason) {
  auto& own = *impl_;
  const websocket::close_reason why{static_cast<websocket::close_code>(code),
                                    beast::string_view{reason.data(), reason.size()}};
  const auto outcome =
      own.complete([&](auto handler) { own.stream.async_close(why, std::move(handler)); });
  own.usable = false;
  if (!outcome) {
    return {};
  }
  return own.ending(*outcome ? *outcome : error_code{websocket::error::closed});
}

void ws_client::drop() {
  impl_->usable = false;
  drop_pending(impl_->stream.next_layer(), impl_->io);
}

}  // namespace aurawell::test_support
