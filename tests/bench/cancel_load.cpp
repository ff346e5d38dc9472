// How long a language model continues after a cancel while many other answers stream: the whole
// service and the model in one process, over real sockets.
//
//     build/release/aurawell-cancel-load [STREAMS] [CANCELS] [TOKENS_PER_SECOND]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "config/application.hpp"
#include "tests/mock_llm/mock_llm.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

config::settings settings_over(const mock::mock_llm& upstream, std::uint32_t streams) {
  config::settings values;
  values.server.port = 0;
  values.admin.enabled = false;
  values.storage.url = "memory:";
  // A client that does not read also answers no ping.
  values.server.heartbeat_interval = 1h;
  values.server.connects_per_user = values.server.connects_per_address = 0;
  values.session.messages_per_user = values.session.messages_per_address = 0;
  values.providers.at("deepseek").llm.base_url = upstream.base_url();
  auto& pool = values.pools.at("health_chat");
  pool.providers = {"deepseek"};
  pool.max_streams = streams * 2;
  return values;
}

/// The answers are not read: a minute of each fits in the kernel's buffers.
class many_clients {
 public:
  many_clients(std::uint16_t port, std::uint32_t streams) {
    for (std::uint32_t i = 0; i < streams; ++i) {
      clients_.emplace_back(port, "/ws/chat/user-" + std::to_string(i));
      running_.push_back(0);
      ask(i);
    }
  }

  void ask(std::size_t client) {
    running_[client] = ++asked_;
    clients_[client].send(R"({"type":"health_chat","request_id":"r)" + std::to_string(asked_) +
                          R"(","data":{"message":"go on for ever"}})");
  }

  void cancel(std::size_t client) {
    clients_[client].send(R"({"type":"cancel","data":{"request_id":"r)" +
                          std::to_string(running_[client]) + R"("}})");
  }

  std::size_t size() const { return clients_.size(); }

 private:
  std::vector<test_support::ws_client> clients_;
  /// By client: the number in its request's id.
  std::vector<std::uint64_t> running_;
  std::uint64_t asked_ = 0;
};

template <class Condition>
bool wait_for(Condition holds) {
  const auto deadline = steady_clock::now() + 30s;
  while (!holds()) {
    if (steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::sleep_for(200us);
  }
  return true;
}

void print(std::vector<steady_clock::duration> delays, std::uint32_t streams, std::uint32_t rate) {
  std::sort(delays.begin(), delays.end());
  const auto at = [&](double share) {
    const auto index = static_cast<std::size_t>(share * static_cast<double>(delays.size() - 1));
    return std::chrono::duration<double, std::milli>{delays[index]}.count();
  };
  std::printf("streams %u at %u tokens/s, %zu cancels\n", streams, rate, delays.size());
  std::printf("from a client's cancel to the close at the model, in ms\n");
  std::printf("%8s %8s %8s %8s\n", "p50", "p90", "p99", "max");
  std::printf("%8.2f %8.2f %8.2f %8.2f\n", at(0.5), at(0.9), at(0.99), at(1));
}

int run(std::uint32_t streams, std::uint32_t cancels, std::uint32_t rate) {
  mock::mock_llm_options options;
  options.answer.tokens = 1'000'000;
  options.answer.rate = rate;
  mock::mock_llm upstream{options};
  config::application service{config::loaded_settings{settings_over(upstream, streams), {}}};
  if (const auto started = service.start(); !started) {
    std::fprintf(stderr, "%s\n", started.failure().detail.c_str());
    return 1;
  }
  many_clients all{service.port(), streams};
  std::vector<steady_clock::duration> delays;
  for (std::uint32_t i = 0; i < cancels; ++i) {
    if (!wait_for([&] { return upstream.stats().streams_running == streams; })) {
      std::fprintf(stderr, "%lu of %u streams run\n",
                   static_cast<unsigned long>(upstream.stats().streams_running), streams);
      return 1;
    }
    const auto asked_at = steady_clock::now();
    all.cancel(i % all.size());
    if (!wait_for([&] { return upstream.stats().streams_aborted == i + 1; })) {
      std::fprintf(stderr, "a cancel did not reach the model\n");
      return 1;
    }
    delays.push_back(upstream.stats().last_abort - asked_at);
    all.ask(i % all.size());
  }
  print(delays, streams, rate);
  service.stop();
  return 0;
}

std::uint32_t number(int argc, char** argv, int index, std::uint32_t otherwise) {
  return index < argc ? static_cast<std::uint32_t>(std::strtoul(argv[index], nullptr, 10))
                      : otherwise;
}

}  // namespace
}  // namespace aurawell

int main(int argc, char** argv) {
  return aurawell::run(aurawell::number(argc, argv, 1, 500), aurawell::number(argc, argv, 2, 1'000),
                       aurawell::number(argc, argv, 3, 20));
}
