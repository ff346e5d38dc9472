// What the real program tells a service manager such as systemd.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/support/notify_socket.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

/// For the programs that are started while it lives.
class variable {
 public:
  variable(const char* name, const std::string& value) : name_{name} {
    ::setenv(name, value.c_str(), 1);
  }
  variable(const variable&) = delete;
  variable& operator=(const variable&) = delete;
  ~variable() { ::unsetenv(name_); }

 private:
  const char* name_;
};

/// One thread of a process does not run while this lives.
class held_thread {
 public:
  held_thread(pid_t process, const std::string& name) : thread_{find(process, name)} {
    int status = 0;
    if (::ptrace(PTRACE_SEIZE, thread_, nullptr, nullptr) != 0 ||
        ::ptrace(PTRACE_INTERRUPT, thread_, nullptr, nullptr) != 0 ||
        ::waitpid(thread_, &status, __WALL) != thread_) {
      throw std::system_error{errno, std::generic_category(), "ptrace of the thread " + name};
    }
  }
  held_thread(const held_thread&) = delete;
  held_thread& operator=(const held_thread&) = delete;
  ~held_thread() { ::ptrace(PTRACE_DETACH, thread_, nullptr, nullptr); }

 private:
  static pid_t find(pid_t process, const std::string& name) {
    const auto all = "/proc/" + std::to_string(process) + "/task";
    for (const auto& one : std::filesystem::directory_iterator{all}) {
      std::string found;
      std::getline(std::ifstream{one.path() / "comm"}, found);
      if (found == name) {
        return std::stoi(one.path().filename().string());
      }
    }
    throw std::system_error{ESRCH, std::generic_category(), "the thread " + name};
  }

  pid_t thread_;
};

long long monotonic_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000LL + now.tv_nsec / 1'000;
}

class program_supervision : public ::testing::Test {
 protected:
  std::vector<std::string> arguments(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> settings{"log.access=false", "server.io_threads=2"};
    settings.insert(settings.end(), more.begin(), more.end());
    return with_settings(settings);
  }

  temp_folder folder;
  const std::string path = (folder / "notify").string();
  notify_socket manager{path};
  const variable address{"NOTIFY_SOCKET", path};
};

TEST_F(program_supervision, says_that_it_is_ready_when_it_serves) {
  running_program program{arguments()};
  const auto ready = manager.next();
  ASSERT_TRUE(ready);
  ASSERT_THAT(*ready, MatchesRegex("READY=1\nSTATUS=Serves http://127\\.0\\.0\\.1:[0-9]+"));
  const auto port = std::stoi(ready->substr(ready->rfind(':') + 1));
  EXPECT_EQ(http_get(static_cast<std::uint16_t>(port), "/ws/health").status, 200);
}

TEST_F(program_supervision, says_nothing_when_it_cannot_serve) {
  running_program program{arguments({"storage.url=sqlite:/proc/none/test.db"})};
  EXPECT_EQ(program.wait(), 1);
  EXPECT_EQ(manager.waiting(), std::nullopt);
}

TEST_F(program_supervision, says_when_it_reads_its_settings_again) {
  running_program program{arguments()};
  ASSERT_TRUE(manager.next_with("READY=1"));
  const auto before = monotonic_microseconds();
  program.signal(SIGHUP);
  const auto reloading = manager.next();
  const std::string key = "RELOADING=1\nMONOTONIC_USEC=";
  ASSERT_TRUE(reloading);
  ASSERT_THAT(*reloading, StartsWith(key));
  const auto at = std::stoll(reloading->substr(key.size()));
  EXPECT_GE(at, before);
  EXPECT_LE(at, monotonic_microseconds());
  EXPECT_THAT(manager.next().value_or(""), StartsWith("READY=1\nSTATUS=Serves http"));
}

TEST_F(program_supervision, says_that_new_settings_were_refused) {
  const auto file = (folder / "settings.toml").string();
  std::ofstream{file} << "[log]\nlevel = \"info\"\n";
  auto all = arguments();
  all.insert(all.end(), {"--config", file});
  running_program program{all};
  ASSERT_TRUE(manager.next_with("READY=1"));
  std::ofstream{file} << "[log]\nlevel = \"loud\"\n";
  program.signal(SIGHUP);
  EXPECT_THAT(manager.next_with("READY=1").value_or(""),
              HasSubstr("; the new settings were refused"));
}

TEST_F(program_supervision, says_how_long_its_stop_may_take) {
  running_program program{arguments({"drain.answers=20s", "server.drain_timeout=3s"})};
  ASSERT_TRUE(manager.next_with("READY=1"));
  program.signal(SIGTERM);
  EXPECT_THAT(manager.next().value_or(""),
              StartsWith("STOPPING=1\nEXTEND_TIMEOUT_USEC=39000000\nSTATUS="));
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(program_supervision, ends_the_watchdog_messages_while_a_loop_hangs) {
  const variable interval{"WATCHDOG_USEC", "200000"};
  running_program program{arguments()};
  ASSERT_NE(program.port(), 0);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(manager.next_with("WATCHDOG=1"));
  }
  {
    const held_thread hanging{program.id(), "io-1"};
    EXPECT_THAT(program.log_line("supervision.no_answer").value_or(""), HasSubstr("io-1"));
    while (manager.waiting()) {
    }
    EXPECT_EQ(manager.next(1), std::nullopt);
  }
  EXPECT_TRUE(program.log_line("supervision.answers_again"));
  EXPECT_TRUE(manager.next_with("WATCHDOG=1"));
  const auto metrics = http_get(operators_port(program), "/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("aurawell_watchdog_messages_total{result=\"withheld\"}"));
  EXPECT_THAT(metrics, Not(HasSubstr("messages_total{result=\"withheld\"} 0\n")));
}

TEST_F(program_supervision, feeds_no_watchdog_that_waits_for_another_process) {
  const variable interval{"WATCHDOG_USEC", "20000"};
  const variable process{"WATCHDOG_PID", "1"};
  running_program program{arguments()};
  ASSERT_TRUE(manager.next_with("READY=1"));
  EXPECT_EQ(manager.next(1), std::nullopt);
}

TEST_F(program_supervision, names_the_process_that_takes_over) {
  const auto settings = arguments({"takeover.socket=" + (folder / "takeover").string(),
                                   "storage.url=sqlite:" + (folder / "test.db").string()});
  auto taking = settings;
  taking.insert(taking.begin(), "serve");
  taking.emplace_back("--take-over");
  running_program first{taking};
  ASSERT_TRUE(manager.next_with("READY=1"));
  running_program second{taking};
  // From the old process, then from the new one.
  EXPECT_THAT(manager.next().value_or(""),
              StartsWith("MAINPID=" + std::to_string(second.id()) + "\nSTATUS="));
  EXPECT_THAT(manager.next().value_or(""), StartsWith("READY=1\nSTATUS=Serves "));
  EXPECT_EQ(first.wait(), 0);
  // The old process says nothing about its own stop.
  EXPECT_EQ(manager.waiting(), std::nullopt);
}

TEST_F(program_supervision, does_not_start_with_variables_that_make_no_sense) {
  {
    const variable wrong{"NOTIFY_SOCKET", "notify"};
    running_program program{arguments()};
    EXPECT_EQ(program.wait(), 2);
    EXPECT_TRUE(program.log_line("NOTIFY_SOCKET must be a path"));
  }
  const variable back{"NOTIFY_SOCKET", path};
  const variable wrong{"WATCHDOG_USEC", "soon"};
  running_program program{arguments()};
  EXPECT_EQ(program.wait(), 2);
  EXPECT_TRUE(program.log_line("WATCHDOG_USEC is no number"));
}

}  // namespace
}  // namespace aurawell
