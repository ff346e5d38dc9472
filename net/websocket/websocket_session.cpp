#include "net/websocket/websocket_session.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <functional>
#include <utility>
#include <variant>

#include "domain/log/log.hpp"
#include "domain/text/utf8.hpp"
#include "net/websocket/chat_target.hpp"
#include "net/websocket/websocket_handshake.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

/// Beast requires a write buffer, and uses it only when it fragments or compresses.
constexpr std::size_t least_write_buffer = 256;
/// Bytes that hold the frame of a token without growing.
constexpr std::size_t usual_frame = 400;
/// Close code of a text that is not UTF-8 (RFC 6455, section 7.4.1).
constexpr std::uint16_t invalid_payload = 1007;
/// Of an invalid frame, and of a close frame without a code.
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t no_code = 1005;
constexpr unsigned upgraded_status = 101;
/// Without it, Beast sends its own name and version.
constexpr beast::string_view server_name = "AuraWell";

/// Varies the ping interval, 90 to 110 percent, so that connections opened together are not pinged
/// together.
std::chrono::nanoseconds jittered(std::chrono::nanoseconds interval, const connection_id& id) {
  const auto percent = 90 + std::hash<connection_id>{}(id) % 21;
  return interval / 100 * percent;
}

/// When the read returned that the event's text came from; `time_point{}`: not measured.
connection::clock::time_point read_time(const server_event& event) noexcept {
  const auto* delta = std::get_if<answer_delta>(&event.body);
  return delta != nullptr ? delta->received_at : connection::clock::time_point{};
}

}  // namespace

websocket_session::websocket_session(peer_socket socket, std::shared_ptr<server_loop> loop,
                                     connection_quota::ticket ticket, chat_arrival arrival)
    : stream_{client_socket{std::move(socket), *this}},
      loop_{std::move(loop)},
      ticket_{std::move(ticket)},
      arrival_{std::make_unique<chat_arrival>(std::move(arrival))},
      user_{arrival_->client.user},
      id_{loop_->server->make_connection_id()},
      pulse_{jittered(loop_->server->options.heartbeat_interval, id_),
             loop_->server->options.heartbeat_timeout},
      idle_{loop_->server->options.first_message_timeout, loop_->server->options.idle_timeout},
      write_{loop_->server->options.write_timeout} {
  seen_.address = arrival_->client.address;
  loop_->connections->add(*this, clock::now() + loop_->server->options.handshake_timeout);
}

void websocket_session::start(const request_message& request) {
  set_up_stream(request);
  stream_.async_accept(
      plain_handshake(request),
      beast::bind_front_handler(&websocket_session::on_upgraded, shared_from_this()));
}

void websocket_session::set_up_stream(const request_message& request) {
  // Beast's timeouts need one timer per connection; ours are cheaper.
  stream_.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                     websocket::stream_base::none(), false});
  stream_.write_buffer_bytes(least_write_buffer);
  stream_.auto_fragment(false);
  // The size is checked here: Beast would drop the connection while the client still sends, and the
  // reset could overtake the close frame.
  stream_.read_message_max(0);
  stream_.control_callback([this](websocket::frame_type, beast::string_view) { on_received(); });
  const bool offered = offers_protocol(request, protocol_name);
  stream_.set_option(
      websocket::stream_base::decorator{[offered](websocket::response_type& response) {
        response.set(http::field::server, server_name);
        if (offered) {
          response.set(http::field::sec_websocket_protocol,
                       beast::string_view{protocol_name.data(), protocol_name.size()});
        }
      }});
}

void websocket_session::on_upgraded(error_code fault) {
  if (fault || phase_ != phase::upgrading) {
    measured().handshake_ended(handshake_outcome::abandoned);
    end("its upgrade failed");
    return;
  }
  measured().request_answered("GET", chat_pattern, upgraded_status);
  measured().handshake_ended(arrival_->known ? handshake_outcome::opened
                                             : handshake_outcome::unauthenticated);
  if (!arrival_->known) {
    const auto& why = arrival_->known.failure();
    logging::info("connection.refused", {{"connection", id_},
                                         {"reason", "unauthenticated"},
                                         {"code", to_string(why.code)},
                                         {"detail", why.detail}});
    begin_close(close_code::unauthenticated, why.detail);
    return;
  }
  logging::debug("connection.opened", {{"connection", id_}, {"user", user_}});
  enter(phase::open);
  idle_.began(clock::now());
  on_received();
  join_session();
  loop_->connections->set_due(*this, next_due());
  read_more();
}

void websocket_session::read_more() {
  const auto room = incoming_.room(inspector().waiting());
  stream_.async_read_some(
      boost::asio::buffer(room.data(), room.size()),
      beast::bind_front_handler(&websocket_session::on_read, shared_from_this()));
}

void websocket_session::on_read(error_code fault, std::size_t bytes) {
  if (phase_ == phase::closing || phase_ == phase::ended) {
    return;
  }
  if (fault == client_socket::bad_frames() && inspector().answer()) {
    close_with(*inspector().answer());
    return;
  }
  if (fault == websocket::error::closed) {
    const auto code = stream_.reason().code;
    note_close(close_side::client, code == 0 ? no_code : std::uint16_t{code});
    end("client closed");
    return;
  }
  if (fault) {
    if (fault == websocket::condition::protocol_violation) {
      note_close(close_side::server, protocol_error);
    }
    end(fault.message());
    return;
  }
  on_received();
  inspector().taken(bytes);
  incoming_.add(bytes);
  seen_.received_bytes += bytes;
  if (stream_.got_binary()) {
    begin_close(close_code::unsupported_data, "text frames only");
    return;
  }
  if (incoming_.size() > loop_->server->options.max_message_bytes) {
    begin_close(close_code::message_too_big, "message is too long");
    return;
  }
  if (!stream_.is_message_done()) {
    read_more();
    return;
  }
  const auto message = incoming_.take();
  measured().message_received(message.size());
  // Beast 1.81 does not check whether a message that ends with an empty frame ends inside a
  // character.
  if (bytes == 0 && !is_utf8(message)) {
    close_with(invalid_payload);
    return;
  }
  on_message(message);
  read_more();
}

void websocket_session::on_message(std::string_view message) {
  if (phase_ != phase::open) {
    return;
  }
  idle_.note_received(clock::now());
  ++seen_.messages;
  const auto& options = loop_->server->options;
  auto frame = decode_command(message, {options.max_json_depth, options.max_context_facts});
  if (!frame) {
    session_->on_malformed(frame.failure());
  } else if (!frame->has_value()) {
    // A pong only shows that the client is alive.
  } else if (const auto* shown = std::get_if<shown_token>(&**frame)) {
    renew(*shown);
  } else {
    session_->on_command(std::get<client_command>(**std::move(frame)));
  }
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
  outgoing_.reserve(usual_frame);
  encode_event(*step.event, outgoing_);
  writing_ = true;
  ++seen_.frames;
  seen_.sent_bytes += outgoing_.size();
  const auto now = clock::now();
  idle_.note_sent(now);
  write_.begin(now);
  loop_->connections->advance_due(*this, write_.due());
  stream_.async_write(boost::asio::buffer(std::as_const(outgoing_)),
                      [self = shared_from_this(), received_at = read_time(*step.event)](
                          error_code fault, std::size_t) { self->on_written(fault, received_at); });
}

void websocket_session::on_written(error_code fault, clock::time_point received_at) {
  writing_ = false;
  if (phase_ != phase::open && phase_ != phase::draining) {
    write_close();
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
  measured().message_sent(outgoing_.size());
  if (received_at != clock::time_point{}) {
    measured().frame_written(clock::now() - received_at);
  }
  if (channel_->sent()) {
    session_->on_room();
  }
  write_next();
}

bool websocket_session::close_if_done(close_code code, const std::function<std::string()>& reason) {
  if (phase_ != phase::open || writing_ || session_->is_busy() || channel_->is_closing()) {
    return false;
  }
  channel_->close(code, reason());
  return true;
}

}  // namespace aurawell::net
