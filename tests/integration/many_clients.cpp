#include "tests/integration/many_clients.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "tests/integration/client_stream.hpp"
#include "tests/loadtest/frame.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using error_code = client_stream::error_code;

/// Shared by all members; everything except the counters belongs to the thread.
struct crowd_state {
  explicit crowd_state(many_clients_options initial) : options{std::move(initial)} {
    if (!options.authority.empty()) {
      tls.emplace(asio::ssl::context::tls_client);
      tls->set_verify_mode(asio::ssl::verify_peer);
      tls->add_certificate_authority(asio::buffer(options.authority));
    }
  }

  many_clients_options options;
  asio::io_context loop;
  /// Nothing: without TLS.
  std::optional<asio::ssl::context> tls;
  loadtest::frame_reader reader;
  std::atomic<std::uint32_t> connected{0};
  /// Wait for an answer.
  std::atomic<std::uint32_t> waiting{0};
  std::atomic<std::uint64_t> answered{0};
  std::atomic<std::uint64_t> failed{0};
  std::atomic<std::uint64_t> lost{0};
  std::atomic<std::uint64_t> messages{0};
  /// In nanoseconds.
  std::atomic<std::int64_t> answering{0};
  std::atomic<bool> finishing{false};
};

class member : public std::enable_shared_from_this<member> {
 public:
  member(crowd_state& all, std::uint32_t number) : all_{all}, number_{number}, pause_{all.loop} {}

  void connect() {
    stream_.emplace(all_.loop, all_.tls ? &*all_.tls : nullptr);
    buffer_.clear();
    stream_->open(all_.options.port, "/ws/chat/" + user() + "?lang=en",
                  [self = shared_from_this()](const error_code& bad) {
                    if (bad) {
                      self->connect_later();
                    } else {
                      self->read();
                    }
                  });
  }

  std::vector<asked_question> asked;
  /// Nothing while it is connected.
  std::optional<client_end> end;

 private:
  std::string user() const { return all_.options.name + "-" + std::to_string(number_); }

  /// With a thousand connects at once, the accept queue may be full.
  void connect_later() {
    pause_.expires_after(std::chrono::milliseconds{100});
    pause_.async_wait([self = shared_from_this()](const error_code&) { self->connect(); });
  }

  void read() {
    stream_->read(buffer_, [self = shared_from_this()](const error_code& bad) {
      if (bad) {
        self->on_lost();
      } else {
        self->on_message();
      }
    });
  }

  void on_lost() {
    if (std::exchange(is_waiting_, false)) {
      --all_.waiting;
    }
    if (std::exchange(is_connected_, false)) {
      const auto last = stream_->end();
      end = {std::chrono::steady_clock::now(), last.code,
             std::string{last.reason.data(), last.reason.size()}};
      --all_.connected;
      ++all_.lost;
    } else {
      connect_later();
    }
  }

  void on_message() {
    ++all_.messages;
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
      if (status == "done") {
        all_.answering += (std::chrono::steady_clock::now() - asked_at_).count();
      }
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
    ++all_.messages;
    asked_at_ = std::chrono::steady_clock::now();
    // A failed write ends the read as well.
    stream_->write(outgoing_, [self = shared_from_this()](const error_code&) {});
  }

  crowd_state& all_;
  std::uint32_t number_;
  std::optional<client_stream> stream_;
  asio::steady_timer pause_;
  beast::flat_buffer buffer_;
  std::string outgoing_;
  std::chrono::steady_clock::time_point asked_at_;
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

std::uint64_t many_clients::messages() const noexcept {
  return parts_->state.messages;
}

std::chrono::nanoseconds many_clients::answering() const noexcept {
  return std::chrono::nanoseconds{parts_->state.answering};
}

std::uint64_t many_clients::lost() const noexcept {
  return parts_->state.lost;
}

void many_clients::ask_no_more() noexcept {
  parts_->state.finishing = true;
}

bool many_clients::finish(std::chrono::milliseconds patience) {
  ask_no_more();
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

std::vector<client_end> many_clients::ends() const {
  std::vector<client_end> all;
  for (const auto& one : parts_->members) {
    if (one->end) {
      all.push_back(*one->end);
    }
  }
  return all;
}

}  // namespace aurawell::test_support
