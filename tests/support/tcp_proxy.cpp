#include "tests/support/tcp_proxy.hpp"

#include <algorithm>
#include <bit>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/tcp_relay.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

template <class Number>
Number up_to(std::mt19937_64& engine, Number most) {
  return std::uniform_int_distribution<Number>{0, most}(engine);
}

}  // namespace

struct tcp_proxy::parts {
  parts(std::uint16_t server, std::uint64_t seed, cut_planner planner)
      : engine{seed}, plan{std::move(planner)} {
    state.server = server;
    accept();
    thread = std::thread{[this] { io.run(); }};
  }

  void accept() {
    acceptor.async_accept([this](const error_code& fault, tcp::socket client) {
      if (fault) {
        return;
      }
      std::erase_if(relays, [](const auto& one) { return one.expired(); });
      auto made = std::make_shared<tcp_relay>(std::move(client), plan(engine), state);
      relays.push_back(made);
      made->start();
      accept();
    });
  }

  void stop() {
    asio::post(io, [this] {
      error_code ignored;
      acceptor.close(ignored);
      for (const auto& one : relays) {
        if (const auto open = one.lock()) {
          open->end(true);
        }
      }
    });
    thread.join();
  }

  proxy_state state;
  std::mt19937_64 engine;
  cut_planner plan;
  asio::io_context io{1};
  tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
  std::vector<std::weak_ptr<tcp_relay>> relays;
  std::thread thread;
};

cut_planner random_cuts(random_cut_limits limits) {
  return [limits](std::mt19937_64& engine) {
    cut_plan plan;
    plan.kind = static_cast<cut>(up_to(engine, 3));
    plan.counted = up_to(engine, 3) == 0 ? flow::to_server : flow::to_client;
    plan.bytes = up_to(engine, limits.bytes);
    if (up_to(engine, 1) == 0) {
      plan.bytes >>= up_to(engine, std::bit_width(limits.bytes));
    }
    plan.time = std::chrono::milliseconds{up_to(engine, limits.time.count())};
    plan.pause = std::chrono::milliseconds{up_to(engine, limits.pause.count())};
    return std::optional{plan};
  };
}

tcp_proxy::tcp_proxy(std::uint16_t server, std::uint64_t seed, cut_planner plan)
    : parts_{std::make_unique<parts>(server, seed, std::move(plan))} {}

tcp_proxy::~tcp_proxy() {
  parts_->stop();
}

std::uint16_t tcp_proxy::port() const {
  return parts_->acceptor.local_endpoint().port();
}

proxy_counts tcp_proxy::counts() const {
  const auto& state = parts_->state;
  const auto of = [&state](cut kind) { return state.cuts[static_cast<std::size_t>(kind)].load(); };
  proxy_counts now;
  now.connections = state.connections;
  now.open = state.open;
  now.resets = of(cut::reset);
  now.half_closes = of(cut::half_close);
  now.stalls = of(cut::stall);
  now.closes = of(cut::close);
  now.unharmed = state.unharmed;
  return now;
}

void tcp_proxy::break_open(const cut_plan& plan) {
  std::promise<void> done;
  asio::post(parts_->io, [&] {
    for (const auto& one : parts_->relays) {
      if (const auto open = one.lock()) {
        open->break_as(plan);
      }
    }
    done.set_value();
  });
  done.get_future().wait();
}

void tcp_proxy::delay(std::chrono::milliseconds time) {
  parts_->state.delay_ms = time.count();
}

void tcp_proxy::calm() {
  parts_->state.calm = true;
}

void tcp_proxy::lead_to(std::uint16_t server) {
  parts_->state.server = server;
}

}  // namespace aurawell::test_support
