#include "tests/loadtest/load_client.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <utility>

#include "tests/loadtest/answer_check.hpp"
#include "tests/loadtest/question_text.hpp"

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

constexpr std::size_t max_frame_bytes = 4 * 1024 * 1024;
constexpr std::size_t write_buffer_bytes = 512;
constexpr std::chrono::seconds close_timeout{5};
/// The server answers it in order with events: no event of a request can follow it.
constexpr std::string_view fence = R"({"type":"ping","data":{"fence":true}})";

class websocket_client : public load_client, public std::enable_shared_from_this<websocket_client> {
 public:
  websocket_client(client_context& context, std::uint32_t number)
      : context_{context},
        number_{number},
        stream_{context.loop},
        timer_{context.loop},
        check_{context.options.verify, context.options.text, context.results} {}

  void start(std::chrono::milliseconds delay) override {
    timer_.expires_after(delay);
    timer_.async_wait([self = shared_from_this()](const error_code&) { self->connect(); });
  }

 private:
  enum class stage : unsigned char { connecting, working, fenced, leaving, over };

  void connect();
  void handshake();
  void on_handshake(const error_code& failure);
  void read();
  void on_read(const error_code& failure);
  void on_frame(const frame& event, clock::time_point received);
  void welcome(clock::time_point received);
  void after_answer();
  void ask();
  void send(std::string text);
  void disconnect();
  void fail(std::string_view reason);
  void finish();
  void limit(std::chrono::milliseconds time, std::string_view reason);

  client_context& context_;
  std::uint32_t number_;
  websocket::stream<tcp::socket, false> stream_;
  asio::steady_timer timer_;
  answer_check check_;
  beast::flat_buffer buffer_;
  websocket::response_type response_;
  std::string outgoing_;
  clock::time_point started_;
  std::uint32_t asked_ = 0;
  stage stage_ = stage::connecting;
};

void websocket_client::limit(std::chrono::milliseconds time, std::string_view reason) {
  timer_.expires_after(time);
  timer_.async_wait([self = shared_from_this(), reason](const error_code& cancelled) {
    if (!cancelled) {
      self->fail(reason);
    }
  });
}

void websocket_client::connect() {
  started_ = clock::now();
  limit(context_.options.timeout, "connect timed out");
  stream_.next_layer().async_connect(context_.server.endpoint,
                                     [self = shared_from_this()](const error_code& failure) {
                                       if (failure) {
                                         self->fail("connect: " + failure.message());
                                       } else {
                                         self->handshake();
                                       }
                                     });
}

void websocket_client::handshake() {
  error_code ignored;
  stream_.next_layer().set_option(tcp::no_delay{true}, ignored);
  stream_.write_buffer_bytes(write_buffer_bytes);
  stream_.auto_fragment(false);
  stream_.read_message_max(max_frame_bytes);
  const auto& options = context_.options;
  auto path = options.path_prefix + options.user_prefix + std::to_string(number_);
  if (!options.query.empty()) {
    path += "?" + options.query;
  }
  stream_.async_handshake(
      response_, context_.server.host, path,
      [self = shared_from_this()](const error_code& failure) { self->on_handshake(failure); });
}

void websocket_client::on_handshake(const error_code& failure) {
  if (failure == websocket::error::upgrade_declined) {
    fail("refused: HTTP " + std::to_string(response_.result_int()));
  } else if (failure) {
    fail("handshake: " + failure.message());
  } else {
    response_ = {};
    read();
  }
}

void websocket_client::read() {
  stream_.async_read(buffer_, [self = shared_from_this()](const error_code& failure, std::size_t) {
    self->on_read(failure);
  });
}

void websocket_client::on_read(const error_code& failure) {
  const auto received = clock::now();
  if (failure) {
    if (stage_ == stage::leaving) {
      finish();
    } else if (failure == websocket::error::closed) {
      fail("closed by the server: " + std::to_string(stream_.reason().code));
    } else {
      fail("connection: " + failure.message());
    }
    return;
  }
  ++context_.results.frames;
  const auto size = buffer_.size();
  *static_cast<char*>(buffer_.prepare(1).data()) = '\0';
  if (const auto* event = context_.reader.read(static_cast<char*>(buffer_.data().data()), size)) {
    on_frame(*event, received);
  } else {
    ++context_.results.broken.unreadable_frames;
  }
  buffer_.consume(size);
  if (stage_ != stage::over) {
    read();
  }
}

void websocket_client::on_frame(const frame& event, clock::time_point received) {
  if (event.type == "chat_stream") {
    context_.live.text_frames.fetch_add(1, std::memory_order_relaxed);
  }
  const auto ended = check_.on_frame(event, received);
  if (event.type == "connection_established" && stage_ == stage::connecting) {
    welcome(received);
  } else if (ended) {
    ++context_.live.answers;
    after_answer();
  } else if (event.type == "pong" && stage_ == stage::fenced) {
    disconnect();
  }
}

void websocket_client::welcome(clock::time_point received) {
  stage_ = stage::working;
  timer_.cancel();
  context_.results.connect.add(received - started_);
  ++context_.results.connections;
  ++context_.live.connected;
  if (!context_.options.idle) {
    ask();
  }
}

void websocket_client::after_answer() {
  if (context_.options.think.count() == 0 || asked_ == context_.options.requests) {
    ask();
    return;
  }
  timer_.expires_after(context_.options.think);
  timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
    if (!cancelled && self->stage_ != stage::over) {
      self->ask();
    }
  });
}

void websocket_client::ask() {
  limit(context_.options.timeout, "timed out");
  if (asked_ == context_.options.requests) {
    stage_ = stage::fenced;
    send(std::string{fence});
    return;
  }
  const auto id = "load-" + std::to_string(context_.run) + "-" + std::to_string(number_) + "-" +
                  std::to_string(asked_);
  const auto seed = context_.run + (std::uint64_t{number_} << 20U) + asked_;
  ++asked_;
  auto text = question_text(context_.options, id, seed);
  check_.begin(id, seed, clock::now());
  send(std::move(text));
}

void websocket_client::send(std::string text) {
  outgoing_ = std::move(text);
  // A failed write ends the read as well, which tells the reason.
  stream_.async_write(asio::buffer(outgoing_),
                      [self = shared_from_this()](const error_code&, std::size_t) {});
}

void websocket_client::disconnect() {
  stage_ = stage::leaving;
  limit(close_timeout, "close timed out");
  stream_.async_close(websocket::close_code::normal,
                      [self = shared_from_this()](const error_code&) { self->finish(); });
}

void websocket_client::fail(std::string_view reason) {
  if (stage_ == stage::over) {
    return;
  }
  auto& results = context_.results;
  if (stage_ == stage::connecting) {
    ++results.connections_failed;
    results.add_failure(reason);
  } else {
    ++results.connections_lost;
    ++context_.live.lost;
    if (!check_.running()) {
      results.add_failure(reason);
    }
  }
  check_.give_up(reason);
  if (!context_.options.idle) {
    results.answers_failed += context_.options.requests - asked_;
  }
  finish();
}

void websocket_client::finish() {
  if (stage_ == stage::over) {
    return;
  }
  stage_ = stage::over;
  timer_.cancel();
  error_code ignored;
  stream_.next_layer().close(ignored);
  ++context_.live.over;
}

}  // namespace

std::shared_ptr<load_client> make_load_client(client_context& context, std::uint32_t number) {
  return std::make_shared<websocket_client>(context, number);
}

}  // namespace aurawell::loadtest
