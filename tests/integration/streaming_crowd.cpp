#include "tests/integration/streaming_crowd.hpp"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "domain/guarded.hpp"
#include "tests/loadtest/frame.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

/// Everything except the counts belongs to the thread.
struct crowd_state {
  std::uint16_t port = 0;
  asio::io_context loop;
  loadtest::frame_reader reader;
  guarded<crowd_counts> counts;
  std::uint64_t waiting = 0;
  bool is_finishing = false;
};

class crowd_member : public std::enable_shared_from_this<crowd_member> {
 public:
  crowd_member(crowd_state& all, std::uint32_t number) : all_{all}, number_{number} {}

  void connect() {
    stream_.emplace(all_.loop);
    stream_->write_buffer_bytes(512);
    buffer_.clear();
    const tcp::endpoint server{asio::ip::address_v4::loopback(), all_.port};
    stream_->next_layer().async_connect(server, [self = shared_from_this()](const error_code& bad) {
      if (bad) {
        self->fault(&crowd_counts::refused, "connect: " + bad.message());
      } else {
        self->shake_hands();
      }
    });
  }

 private:
  /// The member does nothing more.
  void fault(std::uint64_t crowd_counts::*kind, const std::string& text) {
    all_.counts.with_lock([&](crowd_counts& counts) {
      ++(counts.*kind);
      if (counts.first_fault.empty()) {
        counts.first_fault = text;
      }
    });
    end_question();
  }

  void count(std::uint64_t crowd_counts::*kind, int step = 1) {
    all_.counts.with_lock([&](crowd_counts& counts) { counts.*kind += step; });
  }

  void shake_hands() {
    error_code ignored;
    stream_->next_layer().set_option(tcp::no_delay{true}, ignored);
    stream_->async_handshake("127.0.0.1", "/ws/chat/crowd-" + std::to_string(number_) + "?lang=en",
                             [self = shared_from_this()](const error_code& bad) {
                               if (!bad) {
                                 self->read();
                               } else if (bad == websocket::error::upgrade_declined) {
                                 // On a connection from before the stop: 503.
                                 self->connect();
                               } else {
                                 self->fault(&crowd_counts::refused, "upgrade: " + bad.message());
                               }
                             });
  }

  void read() {
    stream_->async_read(buffer_, [self = shared_from_this()](const error_code& bad, std::size_t) {
      if (bad) {
        self->on_end(bad);
      } else {
        self->on_message();
      }
    });
  }

  void on_end(const error_code& bad) {
    if (std::exchange(is_connected_, false)) {
      count(&crowd_counts::connected, -1);
    }
    if (bad != websocket::error::closed || stream_->reason().code != 1012) {
      fault(&crowd_counts::reset,
            "end: " + bad.message() + " " + std::to_string(stream_->reason().code));
    } else if (is_accepted_) {
      fault(&crowd_counts::lost, "closed during an answer of " + std::to_string(text_.size()));
    } else {
      count(&crowd_counts::moved);
      connect();
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
      count(&crowd_counts::connected);
      // The question that a closing server did not accept, or a new one.
      ask();
    } else if (event.type == "chat_stream") {
      text_ += event.delta;
    } else if (event.type == "status_update") {
      on_status(event);
    }
  }

  void on_status(const loadtest::frame& event) {
    if (event.status == "sending") {
      is_accepted_ = true;
    } else if (event.status == "error" && event.error_code == "SYSTEM_1702") {
      // The server stops; it closes this connection soon.
      is_accepted_ = false;
    } else if (event.status == "done") {
      const bool is_whole = event.has_full_response && event.full_response == text_;
      if (!is_whole) {
        fault(&crowd_counts::lost, "an answer differs from its pieces");
      }
      count(&crowd_counts::answered, is_whole ? 1 : 0);
      end_question();
      ask();
    } else if (event.status == "error" || event.status == "incomplete" ||
               event.status == "cancelled") {
      fault(&crowd_counts::lost, std::string{event.status} + " " + std::string{event.error_code});
    }
  }

  void end_question() {
    is_accepted_ = false;
    text_.clear();
    if (std::exchange(is_waiting_, false)) {
      --all_.waiting;
    }
  }

  void ask() {
    if (all_.is_finishing && !is_waiting_) {
      return;
    }
    if (!std::exchange(is_waiting_, true)) {
      ++all_.waiting;
      ++turn_;
    }
    outgoing_ = R"({"type":"health_chat","request_id":"crowd-)" + std::to_string(number_) + "-" +
                std::to_string(turn_) + R"(","data":{"message":"tell me more #seed=)" +
                std::to_string((std::uint64_t{number_} << 20U) + turn_) + R"("}})";
    // A failed write ends the read as well.
    stream_->async_write(asio::buffer(outgoing_),
                         [self = shared_from_this()](const error_code&, std::size_t) {});
  }

  crowd_state& all_;
  std::uint32_t number_;
  std::uint32_t turn_ = 0;
  std::optional<websocket::stream<tcp::socket, false>> stream_;
  beast::flat_buffer buffer_;
  std::string outgoing_;
  std::string text_;
  bool is_connected_ = false;
  bool is_waiting_ = false;
  bool is_accepted_ = false;
};

}  // namespace

struct streaming_crowd::parts {
  parts(std::uint16_t port, std::uint32_t members) {
    state.port = port;
    for (std::uint32_t i = 0; i < members; ++i) {
      std::make_shared<crowd_member>(state, i)->connect();
    }
    thread = std::thread{[this] { state.loop.run(); }};
  }

  ~parts() {
    state.loop.stop();
    thread.join();
  }

  crowd_state state;
  std::thread thread;
};

streaming_crowd::streaming_crowd(std::uint16_t port, std::uint32_t members)
    : parts_{std::make_unique<parts>(port, members)} {}

streaming_crowd::~streaming_crowd() = default;

crowd_counts streaming_crowd::now() const {
  return parts_->state.counts.read();
}

bool streaming_crowd::finish(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::atomic<std::uint64_t> waiting{1};
  while (waiting > 0 && std::chrono::steady_clock::now() < deadline) {
    std::atomic<bool> looked{false};
    asio::post(parts_->state.loop, [&] {
      parts_->state.is_finishing = true;
      waiting = parts_->state.waiting;
      looked = true;
    });
    while (!looked) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  }
  return waiting == 0;
}

namespace {

/// Nothing: the reply came.
std::string probe(std::uint16_t port) {
  asio::io_context loop;
  tcp::socket socket{loop};
  error_code fault;
  socket.connect({asio::ip::address_v4::loopback(), port}, fault);
  if (fault) {
    return "connect: " + fault.message();
  }
  const std::string request =
      "GET /ws/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  asio::write(socket, asio::buffer(request), fault);
  std::string reply;
  if (!fault) {
    asio::read(socket, asio::dynamic_buffer(reply), fault);
  }
  return reply.starts_with("HTTP/1.1 200 ") ? "" : "reply: " + fault.message() + " " + reply;
}

}  // namespace

struct connection_prober::parts {
  explicit parts(std::uint16_t port) {
    thread = std::thread{[this, port] {
      while (!is_over) {
        const auto fault = probe(port);
        ++(fault.empty() ? replies : failures);
        if (!fault.empty()) {
          first_fault.with_lock([&](std::string& first) { first = first.empty() ? fault : first; });
        }
      }
    }};
  }

  ~parts() {
    is_over = true;
    thread.join();
  }

  std::atomic<bool> is_over{false};
  std::atomic<std::uint64_t> replies{0};
  std::atomic<std::uint64_t> failures{0};
  guarded<std::string> first_fault;
  std::thread thread;
};

connection_prober::connection_prober(std::uint16_t port) : parts_{std::make_unique<parts>(port)} {}

connection_prober::~connection_prober() = default;

std::uint64_t connection_prober::replies() const noexcept {
  return parts_->replies;
}

std::string connection_prober::first_fault() const {
  return parts_->first_fault.read();
}

std::uint64_t connection_prober::failures() const noexcept {
  return parts_->failures;
}

}  // namespace aurawell::test_support
