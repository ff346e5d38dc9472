// Stops of the real program while clients are connected.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <deque>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using ::testing::MatchesRegex;

using namespace test_support;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using ::testing::HasSubstr;

/// Asks one question and reads until its connection ends.
class reading_client {
 public:
  reading_client(std::uint16_t port, const std::string& user, std::latch& streams)
      : client_{port, "/ws/chat/" + user + "?lang=en"} {
    EXPECT_TRUE(client_.connected());
    read_event(client_);
    client_.send(R"({"type":"health_chat","request_id":"r1","data":{"message":"go on"}})");
    reader_ = std::thread{[this, &streams] { read(streams); }};
  }
  reading_client(const reading_client&) = delete;
  reading_client& operator=(const reading_client&) = delete;
  ~reading_client() { join(); }

  void join() {
    if (reader_.joinable()) {
      reader_.join();
    }
  }

  // After `join`.
  std::string status;
  std::string text;
  std::string whole;
  ws_frame end;
  clock::time_point ended_at;

 private:
  void read(std::latch& streams) {
    for (end = client_.read(); end.is_text(); end = client_.read()) {
      const event heard{end.text};
      if (heard.type() == "chat_stream") {
        if (text.empty()) {
          streams.count_down();
        }
        text += heard.text("delta");
      } else if (heard.type() == "status_update") {
        status = heard.status();
        whole = heard.text("data.full_response");
      }
    }
    ended_at = clock::now();
  }

  ws_client client_;
  std::thread reader_;
};

/// The wait in the reason of a close; -1 when the reason has another form.
int told_wait(const std::string& reason) {
  const std::string begin = "the server restarts; retry_after_ms=";
  return reason.starts_with(begin) ? std::stoi(reason.substr(begin.size())) : -1;
}

class drain : public ::testing::Test {
 protected:
  std::vector<std::string> settings(const mock::mock_llm& upstream,
                                    std::vector<std::string> more) const {
    more.insert(more.end(), {"storage.url=sqlite:" + database, "limits.messages_per_address=0"});
    for (auto& one : asking(upstream.base_url())) {
      more.push_back(std::move(one));
    }
    return with_settings(more);
  }

  std::string stored(const std::string& condition) const {
    raw_database raw{database};
    return raw.text(("SELECT count(*) FROM exchanges WHERE " + condition).c_str());
  }

  static std::uint16_t admin_port(running_program& program) {
    const auto line = program.log_line("admin.listening port=").value_or("=0");
    return static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind('=') + 1)));
  }

  static ws_client connect(std::uint16_t port, const std::string& user) {
    ws_client client{port, "/ws/chat/" + user + "?lang=en"};
    EXPECT_TRUE(client.connected());
    read_event(client);
    return client;
  }

  /// An operator asks for a stop; once questions are refused, a signal confirms it.
  static void stop_twice(running_program& program, std::uint16_t admin) {
    const http_request asked{"POST", "/admin/drain", {{"Content-Length", "0"}}};
    const auto accepted = http_send(admin, asked);
    ASSERT_EQ(accepted.status, 202);
    // Without a notice the next phase may have begun already.
    ASSERT_THAT(accepted.body,
                MatchesRegex("\\{\"phase\":\"(notice|answers)\",\"answers_finished\":0,"
                             "\"answers_cut\":0\\}\n"));
    ASSERT_TRUE(program.log_line("drain.phase phase=answers"));
    program.signal(SIGTERM);
    ASSERT_TRUE(program.log_line("service.stop_confirmed signal=15"));
  }

  temp_folder folder;
  const std::string database = (folder / "test.db").string();
};

TEST_F(drain, finishes_and_stores_every_answer_then_spreads_the_closes) {
  constexpr std::size_t people = 50;
  mock::mock_llm upstream{quick_model(60, 30)};
  running_program program{settings(upstream, {"drain.notice=500ms", "drain.answers=5m",
                                              "drain.spread=4s", "drain.reconnect=3s"})};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  std::latch streams{people};
  std::deque<reading_client> clients;
  for (std::size_t i = 0; i < people; ++i) {
    clients.emplace_back(port, "u" + std::to_string(i), streams);
  }
  streams.wait();
  const auto told = clock::now();
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  std::vector<clock::time_point> ends;
  for (auto& client : clients) {
    client.join();
    EXPECT_EQ(client.status, "done");
    EXPECT_EQ(client.text, client.whole);
    EXPECT_TRUE(client.end.is_closed(1012)) << client.end.code;
    EXPECT_GE(told_wait(client.end.text), 3'000);
    EXPECT_LE(told_wait(client.end.text), 6'000);
    ends.push_back(client.ended_at);
  }
  const auto [first, last] = std::minmax_element(ends.begin(), ends.end());
  EXPECT_GE(*first - told, 500ms);
  EXPECT_GE(*last - *first, 2s);
  EXPECT_EQ(stored("status IS NOT NULL"), std::to_string(people));
  EXPECT_TRUE(
      program.log_line("drain.phase phase=ended sockets=0 chats=0 running=0 finished=50 cut=0"));
}

TEST_F(drain, accepts_questions_during_the_notice_and_refuses_them_later) {
  mock::mock_llm upstream{quick_model(100'000, 100)};
  running_program program{
      settings(upstream, {"drain.notice=2s", "drain.answers=5m", "drain.reconnect=7s"})};
  const auto admin = admin_port(program);
  const auto port = program.port();
  ASSERT_NE(port, 0);
  auto client = connect(port, "ann");
  program.signal(SIGTERM);
  ASSERT_TRUE(program.log_line("drain.phase phase=notice"));
  EXPECT_EQ(http_get(admin, "/readyz").status, 503);
  client.send(R"({"type":"health_chat","request_id":"r1","data":{"message":"go on"}})");
  while (!HasFailure() && read_event(client).type() != "chat_stream") {
  }
  ASSERT_TRUE(program.log_line("drain.phase phase=answers"));
  client.send(R"({"type":"health_chat","request_id":"r2","data":{"message":"and now?"}})");
  const auto refused = read_answer(client, "r2");
  EXPECT_EQ(refused.last().text("data.error_code"), "SYSTEM_1702");
  EXPECT_EQ(refused.last().number("data.retry_after_ms"), 7'000);
  EXPECT_TRUE(refused.last().flag("data.restarting"));
  EXPECT_EQ(refused.last().text("message"), "The service is restarting. Please try again shortly.");
  EXPECT_THAT(http_get(admin, "/metrics").body,
              HasSubstr("aurawell_drain_phase{phase=\"answers\"} 1"));
  // The second signal.
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), std::nullopt);
}

TEST_F(drain, cuts_answers_when_their_time_is_over) {
  mock::mock_llm upstream{quick_model(100'000, 100)};
  running_program program{settings(upstream, {"drain.answers=300ms"})};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  std::latch streams{1};
  reading_client client{port, "ann", streams};
  streams.wait();
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  client.join();
  EXPECT_EQ(client.status, "incomplete");
  EXPECT_TRUE(client.end.is_closed(1012)) << client.end.code;
  EXPECT_EQ(stored("status IS NOT NULL"), "1");
  EXPECT_TRUE(program.log_line("drain.phase phase=closing"));
  const auto closing = program.seen_line("drain.phase phase=closing").value_or("");
  EXPECT_NE(closing.find("running=0 finished=0 cut=1"), std::string::npos) << closing;
}

TEST_F(drain, reports_no_lost_answer_where_there_is_none_and_no_time) {
  mock::mock_llm upstream{quick_model(40, 20)};
  running_program program{settings(upstream, {"server.drain_timeout=0s"})};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  auto client = connect(port, "ann");
  program.signal(SIGTERM);
  for (const auto& line : program.whole_log()) {
    EXPECT_EQ(line.find("answers_not_stored"), std::string::npos) << line;
  }
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(drain, finishes_an_answer_whose_client_has_left) {
  mock::mock_llm upstream{quick_model(40, 20)};
  running_program program{settings(upstream, {"drain.answers=5m"})};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  {
    auto client = connect(port, "ann");
    client.send(R"({"type":"health_chat","request_id":"r1","data":{"message":"go on"}})");
    while (!HasFailure() && read_event(client).type() != "chat_stream") {
    }
  }
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
  EXPECT_EQ(stored("status IS NOT NULL"), "1");
  EXPECT_TRUE(program.log_line("finished=1 cut=0"));
}

TEST_F(drain, ends_at_once_without_clients_or_at_an_interrupt) {
  mock::mock_llm upstream{quick_model(40, 20)};
  for (const auto signal : {SIGTERM, SIGINT}) {
    running_program program{
        settings(upstream, {"drain.notice=5m", "drain.answers=5m", "drain.spread=5m"})};
    const auto port = program.port();
    ASSERT_NE(port, 0);
    std::optional<ws_client> client;
    if (signal == SIGINT) {
      client.emplace(connect(port, "ann"));
    }
    program.signal(signal);
    EXPECT_TRUE(!client || client->read().is_closed(1012));
    EXPECT_EQ(program.wait(), 0);
  }
}

TEST_F(drain, begins_at_the_wish_of_an_operator_but_not_of_a_web_page) {
  mock::mock_llm upstream{quick_model(40, 20)};
  running_program program{settings(upstream, {"drain.notice=1s"})};
  const auto admin = admin_port(program);
  const auto port = program.port();
  ASSERT_NE(port, 0);
  auto client = connect(port, "ann");
  const auto ask = [&](header_list headers) {
    headers.emplace_back("Content-Length", "0");
    return http_send(admin, {"POST", "/admin/drain", std::move(headers)}).status;
  };
  EXPECT_EQ(ask({{"Origin", "https://example.com"}}), 403);
  EXPECT_EQ(http_get(admin, "/readyz").status, 200);
  EXPECT_EQ(ask({}), 202);
  ASSERT_TRUE(program.log_line("drain.phase phase=notice"));
  EXPECT_EQ(ask({}), 202);
  program.signal(SIGHUP);
  EXPECT_TRUE(client.read().is_closed(1012));
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(drain, goes_on_when_a_service_manager_stops_it_too) {
  mock::mock_llm upstream{quick_model(100, 20)};
  running_program program{settings(upstream, {"drain.answers=1m"})};
  const auto admin = admin_port(program);
  const auto port = program.port();
  ASSERT_NE(port, 0);
  std::latch streams{1};
  reading_client client{port, "ann", streams};
  streams.wait();
  ASSERT_NO_FATAL_FAILURE(stop_twice(program, admin));
  EXPECT_EQ(program.wait(), 0);
  client.join();
  EXPECT_EQ(client.status, "done");
  EXPECT_EQ(client.text, client.whole);
}

TEST_F(drain, ends_at_the_second_signal_after_the_wish_of_an_operator) {
  mock::mock_llm upstream{quick_model(4'000, 20)};
  running_program program{settings(upstream, {"drain.answers=1m"})};
  const auto admin = admin_port(program);
  const auto port = program.port();
  ASSERT_NE(port, 0);
  std::latch streams{1};
  reading_client client{port, "ann", streams};
  streams.wait();
  ASSERT_NO_FATAL_FAILURE(stop_twice(program, admin));
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), std::nullopt);
}

TEST_F(drain, ends_in_time_while_nobody_reads_its_log) {
  mock::mock_llm upstream{quick_model(40, 20)};
  running_program program{settings(upstream, {"log.level=debug"})};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  program.shrink_log_pipe(4'096);
  for (int i = 0; i < 60; ++i) {
    auto client = connect(port, "ann");
    client.close();
  }
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

}  // namespace
}  // namespace aurawell
