// New processes take over from the real program while clients are connected.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/socket/file_descriptor.hpp"
#include "tests/integration/failure_run.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/integration/streaming_crowd.hpp"
#include "tests/net/socket/listening_sockets.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

class program_takeover : public ::testing::Test {
 protected:
  /// @param more Settings; they win.
  std::vector<std::string> arguments(const std::vector<std::string>& more = {},
                                     bool takes_over = true) const {
    auto settings = asking(upstream.base_url());
    settings.insert(
        settings.end(),
        {"storage.url=sqlite:" + database, "log.access=false", "takeover.socket=" + path,
         "drain.notice=200ms", "drain.answers=1m", "drain.spread=500ms", "drain.reconnect=0s",
         "limits.connects_per_user=0", "limits.connects_per_address=0",
         "limits.messages_per_user=0", "limits.messages_per_address=0"});
    settings.insert(settings.end(), more.begin(), more.end());
    auto all = with_settings(settings);
    all.insert(all.begin(), "serve");
    if (takes_over) {
      all.emplace_back("--take-over");
    }
    return all;
  }

  std::unique_ptr<running_program> start(const std::vector<std::string>& more = {}) const {
    return std::make_unique<running_program>(arguments(more));
  }

  /// It waits for a database of its own, which is locked.
  std::unique_ptr<running_program> start_slowly() {
    const auto other = (folder / "other.db").string();
    std::ofstream{other, std::ios::app};
    lock.emplace(other);
    lock->run("BEGIN EXCLUSIVE");
    return start({"storage.url=sqlite:" + other, "storage.busy_timeout=50s"});
  }

  /// The first process, and the port that all of them serve.
  void start_first(const std::vector<std::string>& more = {}) {
    serving = start(more);
    ASSERT_TRUE(serving->log_line("takeover.no_old_process"));
    port = serving->port();
    ASSERT_NE(port, 0);
  }

  /// A new process serves; returns the old one.
  std::unique_ptr<running_program> replace() {
    auto next = start();
    const auto now = next->port();
    EXPECT_EQ(now, port) << next->seen_line("service.not_started").value_or("");
    std::swap(next, serving);
    return next;
  }

  static void expect_unnoticed(const streaming_crowd& crowd, const connection_prober& prober) {
    const auto seen = crowd.now();
    EXPECT_EQ(seen.refused, 0U) << seen.first_fault;
    EXPECT_EQ(seen.reset, 0U) << seen.first_fault;
    EXPECT_EQ(seen.lost, 0U) << seen.first_fault;
    EXPECT_EQ(prober.failures(), 0U) << prober.first_fault();
  }

  /// As `patiently`, for hundreds of clients on a busy machine.
  template <class Condition>
  static bool very_patiently(Condition holds) {
    for (int i = 0; i < 8; ++i) {
      if (patiently(holds)) {
        return true;
      }
    }
    return false;
  }

  /// It has ended by itself, with 0.
  static bool has_stopped(running_program& program) {
    std::optional<int> code;
    for (int i = 0; i < 8 && !code && program.id() > 0; ++i) {
      code = program.wait();
    }
    return code == 0;
  }

  /// Every client of the crowd has connected, and every one has had an answer since.
  static ::testing::AssertionResult streams(const streaming_crowd& crowd, std::uint32_t members) {
    const auto before = crowd.now().answered;
    const bool holds = very_patiently([&] {
      const auto seen = crowd.now();
      return seen.connected == members && seen.answered >= before + members;
    });
    const auto seen = crowd.now();
    return ::testing::AssertionResult{holds} << seen.connected << " connected, " << seen.answered
                                             << " answers, " << seen.first_fault;
  }

  /// It ends by itself; what it says as the reason of its end.
  static std::string reason_of_end(running_program& program, int code) {
    EXPECT_EQ(program.wait(), code);
    std::string log;
    for (const auto& line : program.whole_log()) {
      log += line + "\n";
    }
    return log;
  }

  temp_folder folder;
  const std::string database = (folder / "test.db").string();
  const std::string path = (folder / "takeover.socket").string();
  mock::mock_llm upstream{quick_model(30, 20)};
  std::optional<raw_database> lock;
  std::unique_ptr<running_program> serving;
  std::uint16_t port = 0;
};

TEST_F(program_takeover, is_not_noticed_by_clients) {
  constexpr std::uint32_t people = 20;
  start_first();
  streaming_crowd crowd{port, people};
  const connection_prober prober{port};
  ASSERT_TRUE(streams(crowd, people));
  const auto old = replace();
  EXPECT_TRUE(has_stopped(*old));
  EXPECT_TRUE(old->log_line("takeover.done"));
  EXPECT_TRUE(old->log_line("cut=0"));
  ASSERT_TRUE(streams(crowd, people));
  EXPECT_TRUE(crowd.finish(test_patience));
  EXPECT_EQ(crowd.now().moved, people);
  EXPECT_GT(prober.replies(), 0U);
  expect_unnoticed(crowd, prober);
  serving->signal(SIGTERM);
  EXPECT_EQ(serving->wait(), 0);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(program_takeover, is_not_noticed_twenty_times_by_five_hundred_clients) {
  const auto people = static_cast<std::uint32_t>(environment_number("AURAWELL_TEST_CLIENTS", 500));
  const auto times = environment_number("AURAWELL_TEST_TAKEOVERS", 20);
  upstream.stop();
  mock::mock_llm slow{quick_model(15, 10)};
  const std::vector<std::string> asked{"providers.deepseek.base_url=" + slow.base_url(),
                                       "pools.health_chat.max_streams=2000"};
  start_first(asked);
  streaming_crowd crowd{port, people};
  const connection_prober prober{port};
  ASSERT_TRUE(streams(crowd, people));
  std::vector<std::unique_ptr<running_program>> old;
  for (std::uint64_t i = 0; i < times && !HasFailure(); ++i) {
    auto next = start(asked);
    ASSERT_EQ(next->port(), port);
    std::swap(next, serving);
    old.push_back(std::move(next));
    const auto moved = crowd.now().moved;
    // The next take-over begins while this one still stops.
    EXPECT_TRUE(very_patiently([&] { return crowd.now().moved >= moved + people / 2; }));
  }
  for (const auto& one : old) {
    EXPECT_TRUE(has_stopped(*one));
  }
  ASSERT_TRUE(streams(crowd, people));
  EXPECT_TRUE(crowd.finish(test_patience));
  EXPECT_GE(crowd.now().moved, times * people / 2);
  expect_unnoticed(crowd, prober);
  RecordProperty("answers", std::to_string(crowd.now().answered));
  RecordProperty("probes", std::to_string(prober.replies()));
}

TEST_F(program_takeover, that_fails_changes_nothing_for_clients) {
  constexpr std::uint32_t people = 20;
  start_first();
  streaming_crowd crowd{port, people};
  const connection_prober prober{port};
  ASSERT_TRUE(streams(crowd, people));

  EXPECT_THAT(reason_of_end(*start({"server.prt=1"}), 2), HasSubstr("server.prt"));
  const auto bad_file = (folder / "cert.pem").string();
  std::ofstream{bad_file} << "no certificate";
  const auto certificate = [](const std::string& file) {
    return std::vector{"server.tls.certificate_file=" + file,
                       "server.tls.private_key_file=" + file};
  };
  EXPECT_THAT(reason_of_end(*start(certificate(bad_file)), 1), HasSubstr("server.tls: "));
  EXPECT_TRUE(serving->log_line("takeover.failed"));

  auto slow = start_slowly();
  EXPECT_TRUE(serving->log_line("takeover.began"));
  EXPECT_THAT(reason_of_end(*start(), 1), HasSubstr("another process is taking over"));
  slow->signal(SIGKILL);
  EXPECT_TRUE(serving->log_line("takeover.failed"));

  ASSERT_TRUE(streams(crowd, people));
  EXPECT_EQ(crowd.now().moved, 0U);
  expect_unnoticed(crowd, prober);
  const auto old = replace();
  EXPECT_TRUE(has_stopped(*old));
  EXPECT_TRUE(crowd.finish(test_patience));
  expect_unnoticed(crowd, prober);
}

TEST_F(program_takeover, goes_on_when_the_old_process_is_killed_meanwhile) {
  start_first();
  auto next = start_slowly();
  EXPECT_TRUE(serving->log_line("takeover.began"));
  serving->signal(SIGKILL);
  serving->wait();
  lock.reset();
  EXPECT_TRUE(next->log_line("takeover.old_process_died"));
  EXPECT_EQ(next->port(), port);
  EXPECT_EQ(http_get(port, "/ws/health").status, 200);
  const auto further = start();
  EXPECT_EQ(further->port(), port);
}

TEST_F(program_takeover, does_not_replace_the_socket_of_another_program) {
  const net::file_descriptor other{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(other.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(other.number(), 1), 0);
  for (const bool takes_over : {false, true}) {
    running_program program{arguments({}, takes_over)};
    EXPECT_THAT(reason_of_end(program, 1), HasSubstr("wrong type for socket"));
  }
  const net::file_descriptor client{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  EXPECT_EQ(::connect(client.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
            0);
}

TEST_F(program_takeover, takes_longer_than_the_old_process_waits) {
  start_first({"takeover.start_timeout=200ms"});
  const auto slow = start_slowly();
  EXPECT_TRUE(serving->log_line("takeover.start_timeout"));
  EXPECT_EQ(http_get(port, "/ws/health").status, 200);
}

TEST_F(program_takeover, leaves_a_listener_at_another_address_to_the_old_process) {
  start_first();
  const auto free_port = [] {
    mock::mock_llm once{{}};
    return once.port();
  }();
  auto next = start({"server.port=" + std::to_string(free_port)});
  EXPECT_TRUE(next->log_line("takeover.socket_left listener=clients address=127.0.0.1:" +
                             std::to_string(port)));
  EXPECT_EQ(next->port(), free_port);
  EXPECT_TRUE(serving->log_line("takeover.done"));
  EXPECT_TRUE(serving->seen_line("listeners=operators"));
  EXPECT_EQ(serving->wait(), 0);
  EXPECT_EQ(http_get(free_port, "/ws/health").status, 200);
}

TEST_F(program_takeover, needs_a_path_and_the_wish) {
  start_first();
  running_program unwished{arguments({}, false)};
  EXPECT_THAT(reason_of_end(unwished, 1), HasSubstr("start with --take-over to replace it"));
  EXPECT_THAT(reason_of_end(*start({"takeover.socket="}), 2),
              HasSubstr("takeover.socket: must be set"));
  EXPECT_EQ(http_get(port, "/ws/health").status, 200);
}

TEST_F(program_takeover, lets_clients_wait_at_a_socket_of_systemd_between_two_processes) {
  const auto socket = net::listening_descriptor();
  const auto at = net::listening_socket::check(socket.duplicate(), true)->endpoint().port();
  const auto settings = arguments({"server.port=" + std::to_string(at)}, false);
  running_program first{settings, socket.number()};
  ASSERT_EQ(first.port(), at);
  EXPECT_EQ(http_get(at, "/ws/health").status, 200);
  first.signal(SIGTERM);
  EXPECT_EQ(first.wait(), 0);
  raw_client early{at};
  early.send("GET /ws/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  running_program second{settings, socket.number()};
  ASSERT_EQ(second.port(), at);
  EXPECT_TRUE(early.read_until("connected_users"));
  running_program misplaced{
      arguments({"server.port=" + std::to_string(at ^ 1), "takeover.socket="}, false),
      socket.number()};
  EXPECT_THAT(reason_of_end(misplaced, 1), HasSubstr("the settings must say the same"));
}

TEST_F(program_takeover, keeps_the_operators_page_reachable) {
  start_first();
  const auto admin = [](running_program& program) {
    const auto line = program.seen_line("admin.listening").value_or("=0");
    return static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind('=') + 1)));
  };
  const auto page = admin(*serving);
  const auto old = replace();
  EXPECT_EQ(admin(*serving), page);
  EXPECT_TRUE(has_stopped(*old));
  EXPECT_EQ(http_get(page, "/readyz").status, 200);
  EXPECT_THAT(http_get(page, "/metrics").body,
              HasSubstr("aurawell_takeover_attempts_total{result=\"done\"} 0"));
}

}  // namespace
}  // namespace aurawell
