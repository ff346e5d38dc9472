#include "net/websocket_session.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <functional>
#include <utility>

#include "net/wire_codec.hpp"

namespace aurawell::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

/// Beast asks for one, and uses it only when it fragments or compresses.
constexpr std::size_t least_write_buffer = 256;
/// First step of a buffer that grows with what really arrives, so that a header that
/// promises much costs nothing.
constexpr std::size_t read_step = 4096;
/// What fits into a close frame beside the code.
constexpr std::size_t longest_reason = 123;

std::string_view shorten_reason(std::string_view reason) {
  auto size = std::min(reason.size(), longest_reason);
  while (size < reason.size() && size > 0 &&
         (static_cast<unsigned>(reason[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return reason.substr(0, size);
}

/// Spreads the pings of connections that were opened together: 90 to 110 percent.
std::chrono::nanoseconds jittered(std::chrono::nanoseconds interval, const connection_id& id) {
  const auto percent = 90 + std::hash<connection_id>{}(id) % 21;
  return interval / 100 * percent;
}

}  // namespace

websocket_session::websocket_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
                                     connection_quota::ticket ticket, chat_target target)
    : stream_{std::move(socket)},
      loop_{std::move(loop)},
      ticket_{std::move(ticket)},
      user_{std::move(target.user)},
      id_{loop_->server->make_connection_id()},
      pulse_{jittered(loop_->server->options.heartbeat_interval, id_),
             loop_->server->options.heartbeat_timeout},
      lang_{target.lang} {
  loop_->connections->add(*this, clock::now() + loop_->server->options.handshake_timeout);
}

websocket_session::~websocket_session() {
  end("its loop is gone");
}

void websocket_session::start(const request_message& request) {
  set_up_stream(request);
  stream_.async_accept(
      request, beast::bind_front_handler(&websocket_session::on_upgraded, shared_from_this()));
}

void websocket_session::set_up_stream(const request_message& request) {
  // The clocks of Beast are one timer per connection; ours are cheaper.
  stream_.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                     websocket::stream_base::none(), false});
  stream_.write_buffer_bytes(least_write_buffer);
  stream_.auto_fragment(false);
  // We look at the size ourselves: Beast would drop the connection while the client
  // still sends, and the reset could overtake the close frame.
  stream_.read_message_max(0);
  stream_.control_callback(
      [this](websocket::frame_type, beast::string_view) { heard_something(); });
  if (http::token_list{request[http::field::sec_websocket_protocol]}.exists(
          beast::string_view{protocol_name.data(), protocol_name.size()})) {
    stream_.set_option(websocket::stream_base::decorator{[](websocket::response_type& response) {
      response.set(http::field::sec_websocket_protocol,
                   beast::string_view{protocol_name.data(), protocol_name.size()});
    }});
  }
}

void websocket_session::on_upgraded(error_code fault) {
  if (fault || phase_ != phase::upgrading) {
    end("its upgrade failed");
    return;
  }
  if (user_.empty()) {
    spdlog::info("connection {} refused: malformed user id", id_.value);
    begin_close(close_code::unauthenticated, "user id is malformed");
    return;
  }
  spdlog::debug("connection {} of user {} opened", id_.value, user_.value);
  const auto& server = *loop_->server;
  server.census.joined(user_);
  enter(phase::open);
  channel_ = std::make_shared<websocket_channel>(*this, server.options.outbox_bytes);
  session_ = server.gateway.connect({user_, id_, lang_}, channel_);
  heard_something();
  loop_->connections->set_due(*this, pulse_.due());
  read_more();
}

void websocket_session::read_more() {
  // An idle connection waits with the few bytes that a string holds in itself.
  const auto wanted =
      received_ == 0 ? incoming_.capacity()
                     : std::min(stream_.read_size_hint(read_step), std::max(read_step, received_));
  incoming_.resize(received_ + wanted);
  stream_.async_read_some(
      boost::asio::buffer(incoming_.data() + received_, wanted),
      beast::bind_front_handler(&websocket_session::on_read, shared_from_this()));
}

void websocket_session::on_read(error_code fault, std::size_t bytes) {
  if (phase_ == phase::closing || phase_ == phase::ended) {
    return;
  }
  if (fault) {
    end(fault == websocket::error::closed ? "client closed" : fault.message());
    return;
  }
  heard_something();
  received_ += bytes;
  if (stream_.got_binary()) {
    begin_close(close_code::unsupported_data, "text frames only");
    return;
  }
  if (received_ > loop_->server->options.max_message_bytes) {
    begin_close(close_code::message_too_big, "message is too long");
    return;
  }
  if (stream_.is_message_done()) {
    on_message();
  }
  read_more();
}

void websocket_session::on_message() {
  incoming_.resize(std::exchange(received_, 0));
  const auto& options = loop_->server->options;
  if (phase_ == phase::open) {
    auto frame = decode_command(incoming_, {options.max_json_depth, options.max_context_facts});
    if (!frame) {
      session_->on_malformed(frame.failure());
    } else if (frame->has_value()) {
      session_->on_command(**std::move(frame));
    }
  }
  std::string{}.swap(incoming_);
}

void websocket_session::wake() {
  boost::asio::post(loop_->io, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) {
      self->on_wake();
    }
  });
}

void websocket_session::on_wake() {
  if (phase_ == phase::open && channel_->is_closing()) {
    enter(phase::draining);
  }
  write_next();
}

void websocket_session::write_next() {
  if (writing_ || (phase_ != phase::open && phase_ != phase::draining)) {
    return;
  }
  const auto step = channel_->next();
  if (!step.event) {
    std::string{}.swap(outgoing_);
    if (step.close) {
      begin_close(step.close->code, step.close->reason);
    }
    return;
  }
  outgoing_.clear();
  encode_event(*step.event, outgoing_);
  writing_ = true;
  write_due_ = clock::now() + loop_->server->options.write_timeout;
  loop_->connections->hasten(*this, write_due_);
  stream_.async_write(
      boost::asio::buffer(std::as_const(outgoing_)),
      [self = shared_from_this()](error_code fault, std::size_t) { self->on_written(fault); });
}

void websocket_session::on_written(error_code fault) {
  writing_ = false;
  if (phase_ != phase::open && phase_ != phase::draining) {
    return;
  }
  if (fault && !stream_.is_open()) {
    enter(phase::failing);
    return;
  }
  if (fault) {
    end(fault.message());
    return;
  }
  if (channel_->sent()) {
    session_->on_room();
  }
  write_next();
}

void websocket_session::heard_something() {
  if (pulse_.heard(clock::now()) && phase_ == phase::open) {
    loop_->connections->hasten(*this, pulse_.due());
  }
}

void websocket_session::on_due(clock::time_point now) {
  if (phase_ != phase::open) {
    end("it took too long");
  } else if (writing_ && now >= write_due_) {
    end("client reads too slowly");
  } else if (!stream_.is_open()) {
    enter(phase::failing);
  } else {
    check_pulse(now);
  }
}

void websocket_session::check_pulse(clock::time_point now) {
  const auto verdict = pulse_.check(now);
  if (verdict == heartbeat::verdict::lost) {
    begin_close(close_code::going_away, "heartbeat lost");
    return;
  }
  if (verdict == heartbeat::verdict::ping && !std::exchange(pinging_, true)) {
    stream_.async_ping({}, [self = shared_from_this()](error_code) { self->pinging_ = false; });
  }
  loop_->connections->set_due(*this, writing_ ? std::min(pulse_.due(), write_due_) : pulse_.due());
}

void websocket_session::shut_down(close_code code, const std::string& reason) {
  if (phase_ == phase::upgrading) {
    end("server stops");
  } else if (channel_) {
    channel_->close(code, reason);
  }
}

void websocket_session::abort() {
  end("server drops it");
}

/// From `draining` on a connection has so much time until it is dropped.
void websocket_session::enter(phase next) {
  if (next >= phase::draining && phase_ < phase::draining) {
    loop_->connections->set_due(*this, clock::now() + loop_->server->options.close_timeout);
  }
  phase_ = next;
}

void websocket_session::begin_close(close_code code, std::string_view reason) {
  enter(phase::closing);
  if (channel_) {
    channel_->detach();
  }
  const auto text = shorten_reason(reason);
  const auto number = static_cast<std::uint16_t>(code);
  spdlog::debug("connection {} closes with {} {}", id_.value, number, text);
  stream_.async_close(
      {static_cast<websocket::close_code>(number), beast::string_view{text.data(), text.size()}},
      [self = shared_from_this()](error_code) { self->end("closed by us"); });
}

void websocket_session::end(std::string_view why) {
  if (phase_ == phase::ended) {
    return;
  }
  phase_ = phase::ended;
  spdlog::debug("connection {} ended: {}", id_.value, why);
  error_code ignored;
  stream_.next_layer().close(ignored);
  loop_->connections->remove(*this);
  if (channel_) {
    channel_->detach();
    loop_->server->census.left(user_);
  }
  if (const auto session = std::exchange(session_, nullptr)) {
    session->on_closed();
  }
  ticket_.release();
}

}  // namespace aurawell::net
