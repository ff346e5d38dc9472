// Timeouts and closing of a websocket_session.

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <utility>

#include "domain/log/log.hpp"
#include "net/websocket/websocket_session.hpp"

namespace aurawell::net {
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;

/// Upper limit of a token's lifetime here: the clock's type cannot represent every expiry.
constexpr std::chrono::hours longest_life{24 * 365};
/// Size of a ping on the wire, without TLS.
constexpr std::uint32_t ping_bytes = 2;

/// First byte of a whole close frame (RFC 6455, section 5.2).
constexpr char close_opcode = '\x88';

/// Most bytes of a reason in a close frame, beside the code.
constexpr std::size_t longest_reason = 123;

std::string_view shorten_reason(std::string_view reason) {
  auto size = std::min(reason.size(), longest_reason);
  while (size < reason.size() && size > 0 &&
         (static_cast<unsigned>(reason[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return reason.substr(0, size);
}

}  // namespace

websocket_session::~websocket_session() {
  end("its loop is gone");
}

void websocket_session::join_session() {
  auto& server = *loop_->server;
  server.chats->census.joined(user_);
  channel_ = std::make_shared<event_channel>(
      *this, outbox_limits{server.options.outbox_bytes, server.options.outbox_frames});
  const auto arrival = std::exchange(arrival_, nullptr);
  const auto& client = arrival->known.value();
  expire(client.expires_at);
  arrival->client.connection = id_;
  session_ = server.chats->gateway.connect(std::move(arrival->client), channel_);
  server.users.joined(user_, session_->session(), channel_, client.login);
  if (server.chats->gate.is_revoked(client)) {
    // The login was revoked during the upgrade.
    channel_->close(close_code::unauthenticated, "signed out");
  }
}

void websocket_session::on_received() {
  if (pulse_.note_received(clock::now()) && phase_ == phase::open) {
    loop_->connections->advance_due(*this, pulse_.due());
  }
}

void websocket_session::on_due(clock::time_point now) {
  if (phase_ == phase::open) {
    look_at_writes(now);
  }
  if (phase_ != phase::open) {
    end("it took too long");
  } else if (is_writing() && write_.is_stalled(now)) {
    end("client takes nothing");
  } else if (!stream_.is_open()) {
    enter(phase::failing);
  } else if (now >= expiry_) {
    channel_->close(close_code::unauthenticated, "token expired");
  } else if (const auto why = idle_.check(now)) {
    channel_->close(close_code::going_away, std::string{*why});
  } else {
    check_pulse(now);
  }
}

void websocket_session::expire(std::optional<wall_time> at) {
  if (!at) {
    return;
  }
  const std::chrono::system_clock::duration left = *at - std::chrono::system_clock::now();
  expiry_ = clock::now() + std::min<std::chrono::nanoseconds>(left, longest_life);
}

void websocket_session::renew(const shown_token& shown) {
  auto& server = *loop_->server;
  const auto& gate = server.chats->gate;
  const auto known = gate.authenticate(shown.token, user_, std::chrono::system_clock::now());
  renew_token_command heard;
  heard.request = shown.request;
  if (known) {
    expire(known->expires_at);
    heard.expires_at = known->expires_at.value_or(heard.expires_at);
    server.users.renewed(user_, *channel_, known->login);
    if (gate.is_revoked(*known)) {
      channel_->close(close_code::unauthenticated, "signed out");
    }
    loop_->connections->set_due(*this, next_due());
  } else {
    logging::info("connection.token_refused",
                  {{"connection", id_}, {"detail", known.failure().detail}});
    heard.refused = known.failure();
  }
  session_->on_command(std::move(heard));
}

void websocket_session::look_at_writes(clock::time_point now) {
  const auto progress = progress_of(stream_.next_layer().raw().native_handle());
  const bool is_moving = write_.look(now, progress.taken);
  if (is_moving && (writing_ || progress.waiting > 0)) {
    pulse_.took(now);
  }
}

bool websocket_session::is_behind(clock::time_point now) {
  const auto waiting = progress_of(stream_.next_layer().raw().native_handle()).waiting;
  return waiting > ping_bytes + stream_.next_layer().overhead() && !write_.is_stalled(now);
}

void websocket_session::check_pulse(clock::time_point now) {
  const auto verdict = pulse_.check(now);
  if (verdict == heartbeat::verdict::lost && is_behind(now)) {
    pulse_.took(now);
  } else if (verdict == heartbeat::verdict::lost) {
    begin_close(close_code::going_away, "heartbeat lost");
    return;
  }
  if (verdict == heartbeat::verdict::ping && !std::exchange(pinging_, true)) {
    if (!writing_) {
      write_.begin(now);
    }
    // Beast delays it while a message is being written.
    stream_.async_ping({}, [self = shared_from_this()](error_code) { self->on_ping_sent(); });
  }
  loop_->connections->set_due(*this, next_due());
}

void websocket_session::on_ping_sent() {
  pinging_ = false;
  if (phase_ == phase::open) {
    const auto now = clock::now();
    look_at_writes(now);
    pulse_.left(now);
    loop_->connections->advance_due(*this, pulse_.due());
  }
  write_close();
}

connection::clock::time_point websocket_session::next_due() const noexcept {
  const auto due = std::min({pulse_.due(), idle_.due(), expiry_});
  return is_writing() ? std::min(due, write_.due()) : due;
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

void websocket_session::on_teardown() {
  if (phase_ == phase::open || phase_ == phase::draining) {
    enter(phase::failing);
  }
}

/// From `draining` on, a time limit runs until the connection is dropped.
void websocket_session::enter(phase next) {
  if (next >= phase::draining && phase_ < phase::draining) {
    loop_->connections->set_due(*this, clock::now() + loop_->server->options.close_timeout);
  }
  phase_ = next;
}

void websocket_session::note_close(close_side side, std::uint16_t code) noexcept {
  if (closed_by_ == close_side::nobody) {
    closed_by_ = side;
    closed_with_ = code;
  }
}

void websocket_session::begin_close(close_code code, std::string_view reason) {
  enter(phase::closing);
  note_close(close_side::server, static_cast<std::uint16_t>(code));
  // Beast waits for the client's close frame and reads what comes before it.
  inspector().stop();
  if (channel_) {
    channel_->detach();
  }
  const auto text = shorten_reason(reason);
  const auto number = static_cast<std::uint16_t>(code);
  logging::debug("connection.closing",
                 {{"connection", id_}, {"close_code", number}, {"reason", text}});
  stream_.async_close(
      {static_cast<websocket::close_code>(number), beast::string_view{text.data(), text.size()}},
      [self = shared_from_this()](error_code) { self->end("closed by us"); });
}

void websocket_session::close_with(std::uint16_t code) {
  enter(phase::closing);
  note_close(close_side::server, code);
  channel_->detach();
  logging::debug("connection.closing", {{"connection", id_}, {"close_code", code}});
  unsent_close_ = code;
  write_close();
}

void websocket_session::write_close() {
  if (!unsent_close_ || writing_ || pinging_ || phase_ == phase::ended) {
    return;
  }
  outgoing_ = {close_opcode, 2, static_cast<char>(*unsent_close_ >> 8U),
               static_cast<char>(*unsent_close_)};
  unsent_close_.reset();
  peer_socket& socket = stream_.next_layer();
  boost::asio::async_write(socket, boost::asio::buffer(std::as_const(outgoing_)),
                           [self = shared_from_this(), &socket](error_code, std::size_t) {
                             close_lingering(socket, [self] { self->end("closed by us"); });
                           });
}

void websocket_session::end(std::string_view why) {
  if (phase_ == phase::ended) {
    return;
  }
  if (phase_ != phase::upgrading) {
    measured().chat_closed(closed_by_, closed_with_);
  }
  phase_ = phase::ended;
  logging::debug("connection.ended", {{"connection", id_}, {"reason", why}});
  seen_.close_code = closed_by_ == close_side::nobody ? std::uint16_t{0} : closed_with_;
  log_access(seen_, id_, session_ ? session_->session() : session_id{}, why);
  stream_.next_layer().close();
  loop_->connections->remove(*this);
  // Released last: code that waits until all connections are closed requires that the above is
  // done.
  const auto loop = loop_;
  const auto ticket = std::move(ticket_);
  if (channel_) {
    channel_->detach();
    loop_->server->chats->census.left(user_);
    loop_->server->users.left(user_, *channel_);
  }
  if (const auto session = std::exchange(session_, nullptr)) {
    session->on_closed();
  }
}

}  // namespace aurawell::net
