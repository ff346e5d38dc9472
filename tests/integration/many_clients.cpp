#include "tests/integration/many_clients.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "tests/loadtest/frame.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

/// Shared by all members; everything except the counters belongs to the thread.
struct crowd_state {
  explicit crowd_state(many_clients_options initial) : options{std::move(initial)} {}

  many_clients_options options;
  asio::io_context loop;
  loadtest::frame_reader reader;
  std::atomic<std::uint32_t> connected{0};
  /// Wait for an answer.
  std::atomic<std::uint32_t> waiting{0};
  std::atomic<std::uint64_t> answered{0};
  std::atomic<std::uint64_t> failed{0};
  std::atomic<std::uint64_t> lost{0};
  std::atomic<bool> finishing{false};
};

class member : public std::enable_shared_from_this<member> {
 public:
  member(crowd_state& all, std::uint32_t number) : all_{all}, number_{number}, pause_{all.loop} {}

  void connect() {
    stream_.emplace(all_.loop);
    buffer_.clear();
    const tcp::endpoint server{asio::ip::address_v4::loopback(), all_.options.port};
    stream_->next_layer().async_connect(server, [self = shared_from_this()](const error_code& bad) {
      if (bad) {
        self->connect_later();
      } else {
        self->shake_hands();
      }
    });
  }

  std::vector<asked_question> asked;

 private:
  std::string user() const { return all_.options.name + "-" + std::to_string(number_); }

  /// With a thousand connects at once, the accept queue may be full.
  void connect_later() {
    pause_.expires_after(std::chrono::milliseconds{100});
    pause_.async_wait([self = shared_from_this()](const error_code&) { self->connect(); });
  }

  void shake_hands() {
    error_code ignored;
    stream_->next_layer().set_option(tcp::no_delay{true}, ignored);
    stream_->write_buffer_bytes(512);
    stream_->async_handshake("127.0.0.1", "/ws/chat/" + user() + "?lang=en",
                             [self = shared_from_this()](const error_code& bad) {
                               if (bad) {
                                 self->connect_later();
                               } else {
                                 self->read();
                               }
                             });
  }

  void read() {
    stream_->async_read(buffer_, [self = shared_from_this()](const error_code& bad, std::size_t) {
      if (bad) {
        self->on_lost();
      } else {
        self->on_message();
      }
    });
  }

  void on_lost() {
    if (is_waiting_) {
      --all_.waiting;
    }
    if (std::exchange(is_connected_, false)) {
      --all_.connected;
      ++all_.lost;
    } else {
      connect_later();
    }
  }

  void on_message() {
    const auto size = buffer_.size();
    *static_cast<char*>(buffer_.prepare(1).data()) = '\0';
    if (const auto* event = all_.reader.read(static_cast<char*>(buffer_.data().data()), size)) {
      on_event(*event);
    }
    buffer_.consume(size);
    read();
  }

  void on_event(const loadtest::frame& event) {
    if (event.type == "connection_established") {
      is_connected_ = true;
      ++all_.connected;
      ask();
    } else if (event.type == "status_update" && event.request_id == asked.back().request) {
      on_status(std::string{event.status});
    }
  }

  void on_status(const std::string& status) {
    asked.back().accepted |= status == "sending";
    if (status == "done" || status == "error" || status == "incomplete" || status == "cancelled") {
      asked.back().ending = status;
      is_waiting_ = false;
      --all_.waiting;
      ++(status == "done" ? all_.answered : all_.failed);
      ask();
    }
  }

  void ask() {
    if (all_.finishing) {
      return;
    }
    const auto turn = asked.size();
    const auto seed = (std::uint64_t{number_} << 20U) + turn;
    asked.push_back({user(),
                     user() + "-" + std::to_string(turn),
                     "c" + std::to_string(turn / 4),
                     seed,
                     false,
                     {}});
    outgoing_ = R"({"type":")" + all_.options.kind + R"(","request_id":")" + asked.back().request +
                R"(","conversation_id":")" + asked.back().conversation +
                R"(","data":{"message":"tell me more #seed=)" + std::to_string(seed) + R"("}})";
    is_waiting_ = true;
    ++all_.waiting;
    // A failed write ends the read as well.
    stream_->async_write(asio::buffer(outgoing_),
                         [self = shared_from_this()](const error_code&, std::size_t) {});
  }

  crowd_state& all_;
  std::uint32_t number_;
  std::optional<websocket::stream<tcp::socket, false>> stream_;
  asio::steady_timer pause_;
  beast::flat_buffer buffer_;
  std::string outgoing_;
  bool is_connected_ = false;
  bool is_waiting_ = false;
};

}  // namespace

struct many_clients::parts {
  explicit parts(many_clients_options options) : state{std::move(options)} {
    for (std::uint32_t i = 0; i < state.options.members; ++i) {
      members.push_back(std::make_shared<member>(state, i));
      members.back()->connect();
    }
    thread = std::thread{[this] { state.loop.run(); }};
  }

  ~parts() {
    state.loop.stop();
    if (thread.joinable()) {
      thread.join();
    }
  }

  crowd_state state;
  std::vector<std::shared_ptr<member>> members;
  std::thread thread;
};

many_clients::many_clients(many_clients_options options)
    : parts_{std::make_unique<parts>(std::move(options))} {}

many_clients::~many_clients() = default;

std::uint32_t many_clients::connected() const noexcept {
  return parts_->state.connected;
}

std::uint64_t many_clients::answered() const noexcept {
  return parts_->state.answered;
}

std::uint64_t many_clients::failed() const noexcept {
  return parts_->state.failed;
}

std::uint64_t many_clients::lost() const noexcept {
  return parts_->state.lost;
}

bool many_clients::finish(std::chrono::milliseconds patience) {
  parts_->state.finishing = true;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (parts_->state.waiting > 0) {
    if (std::chrono::steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  return true;
}

std::vector<asked_question> many_clients::stop() {
  parts_->state.loop.stop();
  if (parts_->thread.joinable()) {
    parts_->thread.join();
  }
  std::vector<asked_question> all;
  for (const auto& one : parts_->members) {
    all.insert(all.end(), one->asked.begin(), one->asked.end());
  }
  return all;
}

}  // namespace aurawell::test_support
