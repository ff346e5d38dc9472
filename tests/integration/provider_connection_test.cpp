// Connections of the real program to a provider without questions.

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

class provider_connection : public ::testing::Test {
 protected:
  provider_connection() : upstream{slow_answers()} {}

  static mock::mock_llm_options slow_answers() {
    mock::mock_llm_options options;
    options.answer.tokens = 10;
    options.answer.rate = 20;
    return options;
  }

  std::vector<std::string> settings(std::vector<std::string> set) const {
    const auto provider = asking(upstream.base_url());
    set.insert(set.end(), provider.begin(), provider.end());
    set.insert(set.end(), {"server.io_threads=1", "limits.messages_per_address=0"});
    return with_settings(set);
  }

  /// At the same time.
  static void ask(std::uint16_t port, int count) {
    std::vector<std::thread> clients;
    for (int i = 0; i < count; ++i) {
      clients.emplace_back([port, i] {
        const auto reply =
            http_send(port, {"POST",
                             "/api/v1/chat/message",
                             {{"Content-Type", "application/json"}},
                             R"({"message":"tired","user_id":"u)" + std::to_string(i) + "\"}"});
        EXPECT_EQ(reply.status, 200) << reply.body;
      });
    }
    for (auto& client : clients) {
      client.join();
    }
  }

  mock::mock_llm upstream;
};

TEST_F(provider_connection, is_one_of_few_that_are_kept) {
  constexpr std::uint64_t kept = 8;
  running_program program{settings({})};
  const auto port = program.port();
  ask(port, 40);
  EXPECT_GT(upstream.stats().connections, kept);
  EXPECT_TRUE(eventually([&] { return upstream.stats().connections_open <= kept; }))
      << upstream.stats().connections_open;
  const auto before = upstream.stats().connections;
  ask(port, 1);
  EXPECT_EQ(upstream.stats().connections, before) << "one of those was used again";
}

TEST_F(provider_connection, ends_when_it_is_not_used) {
  running_program program{settings({"server.provider_idle_timeout=1s"})};
  const auto port = program.port();
  ask(port, 4);
  EXPECT_GT(upstream.stats().connections_open, 0U);
  EXPECT_TRUE(eventually([&] { return upstream.stats().connections_open == 0; }));
  ask(port, 4);
  EXPECT_EQ(upstream.stats().requests, 8U);
}

}  // namespace
}  // namespace aurawell
