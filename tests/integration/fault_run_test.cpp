// Ten thousand questions to two language models with all known kinds of faults.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/service.hpp"
#include "tests/mock_llm/answer_text.hpp"
#include "tests/support/resuming_client.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

constexpr std::uint32_t fault_run_tokens = 20;
constexpr std::uint32_t client_count = 200;
/// The deadline of every answer.
constexpr std::chrono::seconds total_timeout{5};
/// How long a client waits for the next event. Only a hang reaches it, also on a busy machine.
constexpr std::chrono::minutes longest_silence{5};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const auto* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// All its text belongs to the answer of the question.
mock::mock_llm_options faulty_answers(std::uint64_t seed) {
  mock::mock_llm_options options;
  options.answer.tokens = fault_run_tokens;
  options.answer.rate = 0;
  options.answer.first_token = 0ms;
  options.quirks = "none=50,faults=50,tiny_tokens=0,endless_tokens=0,think_block_unopened=0";
  options.seed = seed;
  return options;
}

/// Short timeouts, so that silent providers cost the test little time, and no blocking by a
/// breaker.
config::provider_settings impatient(const mock::mock_llm& upstream) {
  config::provider_settings values;
  values.llm.base_url = upstream.base_url();
  values.llm.model = "mock";
  values.llm.connect_timeout = 2s;
  values.llm.max_event_bytes = 64 * 1024;
  values.llm.max_body_bytes = 256 * 1024;
  auto& stream = values.stream;
  stream.header_timeout = stream.first_token_timeout = stream.token_timeout = 400ms;
  stream.total_timeout = total_timeout;
  stream.retry_pause = 5ms;
  stream.retry_pause_max = 40ms;
  stream.retry_after_cap = 300ms;
  stream.breaker.failure_ratio = 1.0;
  stream.breaker.min_requests = 1'000'000;
  return values;
}

config::settings settings_over(const mock::mock_llm& first, const mock::mock_llm& second) {
  auto values = test_settings();
  values.log.level = config::log_level::warn;
  values.session.resume_window = 0ms;
  // A busy machine must not close connections.
  values.server.heartbeat_timeout = values.server.write_timeout = longest_silence;
  values.providers["first"] = impatient(first);
  values.providers["second"] = impatient(second);
  for (auto& [name, pool] : values.pools) {
    pool.providers = {"first", "second"};
  }
  return values;
}

std::size_t open_files() {
  const std::filesystem::directory_iterator all{"/proc/self/fd"};
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

/// Answers that run anywhere in the service.
std::uint64_t under_way(const service_status& status) {
  std::uint64_t sum = 0;
  for (const auto& pool : status.pools()) {
    sum += pool.preparing + pool.streaming + pool.waiting;
  }
  for (const auto& provider : status.providers()) {
    sum += provider.streaming;
  }
  return sum;
}

/// They are spawned when the pools run.
bool has_all_workers(const service_status& status) {
  const auto pools = status.pools();
  return pools.size() == 2 && std::all_of(pools.begin(), pools.end(), [](const auto& pool) {
           return pool.idle_workers > 0 && pool.idle_workers == pool.workers;
         });
}

std::string name_of(std::uint64_t seed) {
  return "r-" + std::to_string(seed);
}

/// Clients that ask an equal number of questions, two at a time.
class askers {
 public:
  askers(std::uint16_t port, std::uint64_t each) : each_{each} {
    for (std::uint32_t i = 0; i < client_count; ++i) {
      const auto user = "user-" + std::to_string(i);
      clients_.push_back(make_resuming_client(
          loops_[i % loops_.size()],
          {.port = port, .target = "/ws/chat/" + user + "?lang=en", .patience = longest_silence},
          [this, user, first = i * each_, asked = std::uint64_t{0}]() mutable {
            return asked < each_ ? next_question(user, first + asked++) : std::nullopt;
          }));
      clients_.back()->start();
    }
  }

  /// Runs until all of them have ended.
  void run() {
    std::vector<std::thread> threads;
    threads.reserve(loops_.size());
    for (auto& loop : loops_) {
      threads.emplace_back([&loop] { loop.run(); });
    }
    for (auto& thread : threads) {
      thread.join();
    }
  }

  /// Number of requests by their end; each counts once.
  std::map<std::string, std::uint64_t> judge() const {
    std::map<std::string, std::uint64_t> endings;
    for (std::uint32_t i = 0; i < client_count; ++i) {
      const auto& heard = clients_[i]->heard();
      EXPECT_TRUE(clients_[i]->over());
      EXPECT_TRUE(heard.faults().empty()) << heard.faults().front();
      EXPECT_EQ(clients_[i]->ends().connections, 1U);
      for (auto seed = i * each_; seed < (i + 1) * each_; ++seed) {
        ++endings[std::string{heard.ending(name_of(seed))}];
      }
    }
    return endings;
  }

 private:
  static std::optional<question> next_question(const std::string& user, std::uint64_t seed) {
    const auto id = name_of(seed);
    return question{
        .request_id = id,
        .frame = R"({"type":"health_chat","request_id":")" + id + R"(","conversation_id":"of-)" +
                 user + R"(","data":{"message":"hello #seed=)" + std::to_string(seed) + R"("}})",
        .answer = mock::answer_text(seed, fault_run_tokens),
        .may_fail = true};
  }

  const std::uint64_t each_;
  std::array<boost::asio::io_context, 2> loops_;
  std::vector<std::shared_ptr<resuming_client>> clients_;
};

/// AURAWELL_TEST_SEED repeats a run, as far as threads allow; AURAWELL_TEST_REQUESTS makes
/// it shorter or longer.
TEST(fault_run, ends_every_request_once_and_leaves_nothing_over) {
  const auto seed = from_environment("AURAWELL_TEST_SEED", std::random_device{}());
  const auto each = from_environment("AURAWELL_TEST_REQUESTS", 10'000) / client_count;
  std::cout << "AURAWELL_TEST_SEED=" << seed << std::endl;
  const auto files_before = open_files();
  {
    mock::mock_llm first{faulty_answers(seed)};
    mock::mock_llm second{faulty_answers(seed + 1)};
    running_service service{settings_over(first, second)};
    ASSERT_TRUE(eventually([&] { return has_all_workers(service.status()); }));
    const auto actors_before = service.status().live_counts().actors;
    askers all{service.port(), each};
    all.run();

    auto endings = all.judge();
    for (const auto& [ending, count] : endings) {
      std::cout << count << " " << ending << std::endl;
    }
    EXPECT_EQ(endings["done"] + endings["incomplete"] + endings["error"], each * client_count);
    // The number depends on the machine: on a slow one more answers exceed their timeouts.
    EXPECT_GT(endings["done"], 0U);
    EXPECT_TRUE(eventually([&] { return under_way(service.status()) == 0; }));
    EXPECT_TRUE(eventually([&] { return service.status().live_counts().sessions == 0; }));
    EXPECT_TRUE(eventually([&] { return service.status().live_counts().actors == actors_before; }));
    EXPECT_TRUE(eventually(
        [&] { return first.stats().streams_running + second.stats().streams_running == 0; }));
  }
  EXPECT_EQ(open_files(), files_before);
}

}  // namespace
}  // namespace aurawell
