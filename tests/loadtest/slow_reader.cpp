#include "tests/loadtest/slow_reader.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <utility>

#include "tests/loadtest/question_text.hpp"

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int receive_buffer_bytes = 4 * 1024;
constexpr std::chrono::seconds time_away{1};
/// The server's "too slow".
constexpr std::uint16_t too_slow = 4008;

class slow_reader : public load_client, public std::enable_shared_from_this<slow_reader> {
 public:
  slow_reader(client_context& context, std::uint32_t number)
      : context_{context}, number_{number}, timer_{context.loop} {}

  void start(std::chrono::milliseconds delay) override {
    after(delay, [this] { connect(); });
  }

 private:
  using stream = websocket::stream<tcp::socket, false>;

  template <class Action>
  void after(std::chrono::nanoseconds delay, Action action) {
    timer_.expires_after(delay);
    timer_.async_wait([self = shared_from_this(), action](const error_code& cancelled) {
      if (!cancelled) {
        action();
      }
    });
  }

  /// A handler that goes on with `action` or comes back later.
  template <class Action>
  auto then(Action action) {
    return [self = shared_from_this(), action](const error_code& fault, auto&&...) {
      if (fault) {
        self->on_end(fault);
      } else {
        action();
      }
    };
  }

  void connect();
  void on_welcome();
  void ask();
  void read();
  void on_read();
  void on_end(const error_code& why);
  void settle();

  client_context& context_;
  const std::uint32_t number_;
  asio::steady_timer timer_;
  std::unique_ptr<stream> stream_;
  boost::beast::flat_buffer buffer_;
  std::string outgoing_;
  std::uint32_t asked_ = 0;
  bool welcomed_ = false;
  bool settled_ = false;
};

void slow_reader::connect() {
  const auto& options = context_.options;
  welcomed_ = false;
  buffer_.clear();
  stream_ = std::make_unique<stream>(context_.loop);
  auto& socket = stream_->next_layer();
  error_code ignored;
  socket.open(context_.server.endpoint.protocol(), ignored);
  socket.set_option(tcp::socket::receive_buffer_size{receive_buffer_bytes}, ignored);
  auto path = options.path_prefix + options.user_prefix + "slow-" + std::to_string(number_);
  if (!options.query.empty()) {
    path += "?" + options.query;
  }
  socket.async_connect(context_.server.endpoint, then([this, path] {
                         stream_->async_handshake(context_.server.host, path,
                                                  then([this] { read(); }));
                       }));
}

void slow_reader::settle() {
  if (!std::exchange(settled_, true)) {
    ++context_.live.slow_settled;
  }
}

void slow_reader::read() {
  stream_->async_read(buffer_, then([this] { on_read(); }));
}

void slow_reader::on_read() {
  const auto size = buffer_.size();
  *static_cast<char*>(buffer_.prepare(1).data()) = '\0';
  const auto* event = context_.reader.read(static_cast<char*>(buffer_.data().data()), size);
  context_.results.slow.bytes += size;
  if (event != nullptr && event->type == "connection_established") {
    ++context_.results.slow.connections;
    settle();
    ask();
  } else if (event != nullptr && (event->has_full_response || event->status == "error")) {
    ++context_.results.slow.answers;
    ask();
  }
  buffer_.consume(size);
  const auto pause =
      std::chrono::nanoseconds{std::chrono::seconds{size}} / context_.options.slow_bytes_per_second;
  after(pause, [this] { read(); });
}

void slow_reader::ask() {
  const auto id = "slow-" + std::to_string(context_.run) + "-" + std::to_string(number_) + "-" +
                  std::to_string(asked_++);
  outgoing_ = question_text(context_.options, id, context_.run + asked_);
  // A failed write ends the read as well, which tells the reason.
  stream_->async_write(asio::buffer(outgoing_),
                       [self = shared_from_this()](const error_code&, std::size_t) {});
}

void slow_reader::on_end(const error_code& why) {
  auto& counts = context_.results.slow;
  if (why == websocket::error::closed && stream_->reason().code == too_slow) {
    ++counts.closed_as_slow;
  } else {
    ++counts.lost;
  }
  settle();
  error_code ignored;
  stream_->next_layer().close(ignored);
  after(time_away, [this] { connect(); });
}

}  // namespace

std::shared_ptr<load_client> make_slow_reader(client_context& context, std::uint32_t number) {
  return std::make_shared<slow_reader>(context, number);
}

}  // namespace aurawell::loadtest
