// The rates of the last seconds at /metrics, compared with what the clients count.

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/many_clients.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr std::uint32_t members = 100;

/// What all clients have counted up to a moment.
struct client_counts {
  clock::time_point at = clock::now();
  double messages = 0;
  double attempts = 0;
  double opened = 0;
  double questions = 0;
  double failed = 0;
  double answers = 0;
  std::chrono::duration<double> answering{0};
};

class recent_rates : public ::testing::Test {
 protected:
  recent_rates() {
    mock::mock_llm_options model;
    model.answer.tokens = 20;
    model.answer.rate = 10;
    upstream.emplace(model);
    auto all = asking(upstream->base_url());
    all.insert(all.end(), {"limits.messages_per_user=0", "limits.messages_per_address=0",
                           "limits.connects_per_address=0", "limits.connects_per_user=0",
                           "session.max_message_chars=1000"});
    program.emplace(with_settings(all));
    const auto line = program->log_line("admin.listening port=").value_or("=0");
    admin = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind('=') + 1)));
    port = program->port();
  }

  /// One chat that opens, asks what is refused and closes; with every third comes an attempt that
  /// fails.
  void have_trouble(int number) {
    ws_client client{port, "/ws/chat/t" + std::to_string(number) + "?lang=en"};
    EXPECT_TRUE(client.connected());
    read_event(client);
    client.send(R"({"type":"health_chat","request_id":"r1","data":{"message":")" +
                std::string(1'001, 'x') + R"("}})");
    EXPECT_EQ(read_answer(client).last().status(), "error");
    client.close();
    own.messages += 3;
    own.attempts += 1;
    own.opened += 1;
    own.questions += 1;
    own.failed += 1;
    if (number % 3 == 0) {
      EXPECT_EQ(http_get(port, "/ws/chat/t").status, 426);
      own.attempts += 1;
    }
  }

  client_counts count(const many_clients& people) const {
    auto all = own;
    all.at = clock::now();
    const auto answered = static_cast<double>(people.answered());
    all.messages += static_cast<double>(people.messages());
    all.questions += answered + static_cast<double>(people.failed());
    all.failed += static_cast<double>(people.failed());
    all.answers += answered;
    all.answering += people.answering();
    return all;
  }

  double gauge(const std::string& name) const {
    const auto page = http_get(admin, "/metrics").body;
    const auto at = page.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::strtod(page.c_str() + at + name.size() + 2, nullptr);
  }

  std::optional<mock::mock_llm> upstream;
  std::optional<running_program> program;
  std::uint16_t admin = 0;
  std::uint16_t port = 0;
  client_counts own;
};

TEST_F(recent_rates, agree_with_the_count_of_the_clients) {
  ASSERT_NE(port, 0);
  many_clients people{{port, members}};
  ASSERT_TRUE(patiently([&] { return people.answered() >= members; }));
  // Steady traffic, longer than the window, which is a minute.
  std::vector<client_counts> seen;
  const auto begun = clock::now();
  for (int number = 0; clock::now() < begun + 75s; ++number) {
    have_trouble(number);
    seen.push_back(count(people));
    std::this_thread::sleep_until(begun + 50ms * (number + 1));
  }
  const auto now = count(people);
  auto before = seen.front();
  for (const auto& one : seen) {
    before = one.at <= now.at - 60s ? one : before;
  }
  const auto seconds = std::chrono::duration<double>{now.at - before.at}.count();
  const auto messages = (now.messages - before.messages) / seconds;
  EXPECT_NEAR(gauge("websocket_messages_per_second"), messages, messages * 0.02);
  EXPECT_NEAR(gauge("websocket_connection_success_rate"),
              (now.opened - before.opened) / (now.attempts - before.attempts), 0.02);
  EXPECT_NEAR(gauge("websocket_error_rate"),
              (now.failed - before.failed) / (now.questions - before.questions), 0.02);
  const auto time = (now.answering - before.answering).count() / (now.answers - before.answers);
  EXPECT_NEAR(gauge("websocket_response_time_avg"), time, time * 0.02);
  EXPECT_NEAR(gauge("websocket_active_connections"), people.connected(), 2);
}

}  // namespace
}  // namespace aurawell
