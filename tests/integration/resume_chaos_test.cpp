#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "tests/integration/service.hpp"
#include "tests/mock_llm/answer_text.hpp"
#include "tests/support/resuming_client.hpp"
#include "tests/support/tcp_proxy.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;

constexpr std::uint32_t clients_per_loop = 40;
/// How long a client waits for the next event. Only a hang reaches it, also on a busy machine.
constexpr std::chrono::minutes chaos_patience{5};

/// The questions and the faults.
struct failure_run {
  std::uint32_t tokens;
  /// Per second; 0: as fast as possible.
  double rate;
  random_cut_limits limits{};
};

std::uint64_t chaos_setting(const char* name, std::uint64_t otherwise) {
  const auto* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

mock::mock_llm_options answers_of(const failure_run& wanted) {
  mock::mock_llm_options options;
  options.answer.tokens = wanted.tokens;
  options.answer.rate = wanted.rate;
  options.answer.first_token = 0ms;
  return options;
}

config::settings without_limits_per_user(const mock::mock_llm& upstream) {
  auto values = settings_with(upstream);
  values.server.max_connections_per_user = 1'000;
  values.session.messages_per_user = 0;
  values.session.messages_per_address = 0;
  for (auto& [name, pool] : values.pools) {
    pool.history_exchanges = 0;
  }
  return values;
}

/// Many clients behind a proxy that cuts every connection; they ask until it has cut often enough.
class many_clients {
 public:
  /// @param tokens Of an answer.
  many_clients(tcp_proxy& proxy, std::uint64_t cuts, std::uint32_t tokens)
      : proxy_{proxy}, cuts_{cuts}, tokens_{tokens} {
    for (std::uint32_t i = 0; i < loops_.size() * clients_per_loop; ++i) {
      add_client("user-" + std::to_string(i), i, loops_[i % loops_.size()]);
    }
  }

  /// Runs until all of them have ended.
  void run() {
    std::vector<std::thread> threads;
    for (auto& loop : loops_) {
      threads.emplace_back([&loop] { loop.run(); });
    }
    for (auto& thread : threads) {
      thread.join();
    }
  }

  const std::vector<std::shared_ptr<resuming_client>>& clients() const { return clients_; }

 private:
  void add_client(const std::string& user, std::uint32_t number, boost::asio::io_context& loop) {
    auto next = [this, user, number, asked = std::uint64_t{0}]() mutable {
      return next_question(user, (std::uint64_t{number} << 32U) + asked++);
    };
    clients_.push_back(make_resuming_client(loop,
                                            {.port = proxy_.port(),
                                             .target = "/ws/chat/" + user + "?lang=en",
                                             .patience = chaos_patience},
                                            next));
    clients_.back()->start();
  }

  std::optional<question> next_question(const std::string& user, std::uint64_t seed) {
    if (proxy_.counts().cuts() >= cuts_) {
      proxy_.calm();
      return std::nullopt;
    }
    const auto id = "r-" + std::to_string(seed);
    const auto* const kind = seed % 2 == 0 ? "health_chat" : "general_chat";
    return question{id,
                    R"({"type":")" + std::string{kind} + R"(","request_id":")" + id +
                        R"(","conversation_id":"of-)" + user +
                        R"(","data":{"message":"hello #seed=)" + std::to_string(seed) + R"("}})",
                    mock::answer_text(seed, tokens_)};
  }

  tcp_proxy& proxy_;
  const std::uint64_t cuts_;
  const std::uint32_t tokens_;
  std::array<boost::asio::io_context, 2> loops_;
  std::vector<std::shared_ptr<resuming_client>> clients_;
};

/// The results of all clients together.
struct crowd_counts {
  explicit crowd_counts(const many_clients& of) {
    for (const auto& client : of.clients()) {
      const auto& heard = client->heard().counts();
      greetings += heard.greetings;
      recovered += heard.recovered;
      not_recovered += heard.unrecovered + heard.lost_sessions;
      answers += heard.answers;
      told_again += heard.told_again;
      bytes += heard.text_bytes;
      connections += client->ends().connections;
      for (const auto& [status, times] : client->ends().refused) {
        refused += times;
      }
    }
  }

  std::uint64_t connections = 0;
  std::uint64_t greetings = 0;
  std::uint64_t recovered = 0;
  std::uint64_t not_recovered = 0;
  std::uint64_t refused = 0;
  std::uint64_t answers = 0;
  std::uint64_t told_again = 0;
  std::uint64_t bytes = 0;
};

void expect_every_way(const proxy_counts& counts) {
  for (const auto times : {counts.resets, counts.half_closes, counts.stalls, counts.closes}) {
    EXPECT_GT(times, counts.cuts() / 10);
  }
}

/// AURAWELL_TEST_SEED repeats a run, as far as threads allow; AURAWELL_TEST_CUTS makes
/// it shorter or longer.
crowd_counts go_through(const failure_run& wanted) {
  const auto seed = chaos_setting("AURAWELL_TEST_SEED", std::random_device{}());
  const auto cuts = chaos_setting("AURAWELL_TEST_CUTS", 10'000);
  std::cout << "AURAWELL_TEST_SEED=" << seed << std::endl;
  mock::mock_llm upstream{answers_of(wanted)};
  running_service service{without_limits_per_user(upstream)};
  tcp_proxy proxy{service.port(), seed, random_cuts(wanted.limits)};
  many_clients all{proxy, cuts, wanted.tokens};
  all.run();

  for (const auto& client : all.clients()) {
    EXPECT_TRUE(client->over());
    EXPECT_THAT(client->heard().faults(), ::testing::IsEmpty());
  }
  const crowd_counts seen{all};
  EXPECT_GE(proxy.counts().cuts(), cuts);
  expect_every_way(proxy.counts());
  EXPECT_EQ(seen.recovered, seen.greetings - all.clients().size());
  EXPECT_EQ(seen.not_recovered, 0U);
  EXPECT_EQ(seen.refused, 0U);
  EXPECT_EQ(upstream.stats().requests, seen.answers) << "no question is asked twice";
  EXPECT_EQ(upstream.stats().streams_aborted, 0U);
  std::cout << proxy.counts().cuts() << " cuts, " << seen.connections << " connections, "
            << seen.recovered << " resumes, " << seen.answers << " answers, " << seen.told_again
            << " told again, " << seen.bytes << " bytes of text" << std::endl;
  return seen;
}

TEST(resume_chaos, loses_repeats_and_reorders_nothing_over_ten_thousand_cuts) {
  go_through({.tokens = 200, .rate = 50});
}

TEST(resume_chaos, answers_each_question_once_when_it_is_lost_on_its_way) {
  const auto seen = go_through({.tokens = 5, .rate = 0, .limits = {4 * 1024, 100ms, 30ms}});
  EXPECT_GT(seen.told_again, 0U);
}

}  // namespace
}  // namespace aurawell
