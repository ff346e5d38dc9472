#include "tests/integration/difficult_clients.hpp"

#include <array>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

/// Small, so that unread data stays in the server.
constexpr int receive_buffer_bytes = 8'192;
constexpr milliseconds pause_before_next{1'000};

struct shared_counts {
  std::atomic<std::uint64_t> answers{0};
  std::atomic<std::uint64_t> exports{0};
  std::atomic<std::uint64_t> bytes{0};
  std::atomic<std::uint64_t> broken{0};
};

/// What one client does with each of its connections.
struct behaviour {
  std::string request;
  bool reads = true;
  bool ends_sending = false;
  /// After each read.
  milliseconds pause{0};
  std::atomic<std::uint64_t>* done = nullptr;
};

class one_client {
 public:
  one_client(boost::asio::io_context& io, std::uint16_t port, behaviour kind, shared_counts& counts)
      : socket_{io}, timer_{io}, port_{port}, kind_{std::move(kind)}, counts_{counts} {}

  void connect() {
    error_code ignored;
    socket_.close(ignored);
    socket_.open(tcp::v4(), ignored);
    socket_.set_option(tcp::socket::receive_buffer_size{receive_buffer_bytes}, ignored);
    received_ = 0;
    is_good_ = false;
    socket_.async_connect({boost::asio::ip::address_v4::loopback(), port_},
                          [this](error_code fault) { fault ? come_again() : send(); });
  }

 private:
  void send() {
    boost::asio::async_write(socket_, boost::asio::buffer(kind_.request),
                             [this](error_code fault, std::size_t) {
                               if (kind_.ends_sending && !fault) {
                                 socket_.shutdown(tcp::socket::shutdown_send, fault);
                               }
                               if (fault) {
                                 come_again();
                               } else if (kind_.reads) {
                                 read();
                               }
                             });
  }

  void read() {
    socket_.async_read_some(
        boost::asio::buffer(bytes_), [this](error_code fault, std::size_t size) {
          if (received_ == 0) {
            is_good_ = std::string_view{bytes_.data(), size}.starts_with("HTTP/1.1 200 ");
          }
          received_ += size;
          counts_.bytes += size;
          if (fault) {
            ++(fault == boost::asio::error::eof && is_good_ ? *kind_.done : counts_.broken);
            come_again();
          } else if (kind_.pause.count() > 0) {
            wait(kind_.pause, [this] { read(); });
          } else {
            read();
          }
        });
  }

  void come_again() {
    wait(pause_before_next, [this] { connect(); });
  }

  template <class Next>
  void wait(milliseconds time, Next next) {
    timer_.expires_after(time);
    timer_.async_wait([next](error_code fault) {
      if (!fault) {
        next();
      }
    });
  }

  tcp::socket socket_;
  boost::asio::steady_timer timer_;
  std::uint16_t port_;
  behaviour kind_;
  shared_counts& counts_;
  std::array<char, 4'096> bytes_{};
  std::uint64_t received_ = 0;
  bool is_good_ = false;
};

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
}

std::string exporter(std::uint32_t number) {
  return "exporter-" + std::to_string(number);
}

std::string ask(std::uint32_t number) {
  const auto body = R"({"message":"tired","user_id":"half-)" + std::to_string(number) + "\"}";
  return "POST /api/v1/chat/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
         "application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

struct difficult_clients::impl {
  impl(std::uint16_t port, const difficult_mix& mix) {
    const auto add = [&](behaviour kind) {
      clients.push_back(std::make_unique<one_client>(io, port, std::move(kind), counts));
      clients.back()->connect();
    };
    for (std::uint32_t i = 0; i < mix.not_reading; ++i) {
      add({get(mix.static_target), false});
    }
    for (std::uint32_t i = 0; i < mix.half_closing; ++i) {
      add({ask(i), true, true, milliseconds{0}, &counts.answers});
    }
    for (std::uint32_t i = 0; i < mix.exporting; ++i) {
      add({get("/api/v1/user/export?user_id=" + exporter(i)), true, false, milliseconds{50},
           &counts.exports});
    }
    thread = std::thread{[this] { io.run(); }};
  }

  ~impl() {
    io.stop();
    thread.join();
  }

  boost::asio::io_context io{1};
  shared_counts counts;
  std::vector<std::unique_ptr<one_client>> clients;
  std::thread thread;
};

difficult_clients::difficult_clients(std::uint16_t port, const difficult_mix& mix)
    : impl_{std::make_unique<impl>(port, mix)} {}

difficult_clients::~difficult_clients() = default;

difficult_counts difficult_clients::counts() const {
  const auto& seen = impl_->counts;
  return {seen.answers, seen.exports, seen.bytes, seen.broken};
}

bool give_something_to_export(std::uint16_t port, const difficult_mix& mix,
                              const std::string& question) {
  for (std::uint32_t i = 0; i < mix.exporting; ++i) {
    const auto body = R"({"user":")" + exporter(i) +
                      R"(","model":"aurawell-general","messages":[{"role":"user","content":")" +
                      question + R"("}]})";
    const auto reply = http_send(
        port, {"POST", "/v1/chat/completions", {{"Content-Type", "application/json"}}, body});
    if (reply.status != 200) {
      return false;
    }
  }
  return true;
}

}  // namespace aurawell::test_support
