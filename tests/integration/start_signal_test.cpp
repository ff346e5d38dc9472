// Signals that arrive while the real program starts.

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <string>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;

/// The signals that the process holds back, as the system shows them.
std::uint64_t blocked_signals(pid_t process) {
  std::ifstream status{"/proc/" + std::to_string(process) + "/status"};
  for (std::string name; status >> name;) {
    if (name == "SigBlk:") {
      std::uint64_t mask = 0;
      status >> std::hex >> mask;
      return mask;
    }
  }
  return 0;
}

/// The program waits for the database, which another connection has locked.
class start_signal : public ::testing::Test {
 protected:
  start_signal() {
    {
      running_program once{settings()};
      EXPECT_NE(once.port(), 0);
    }
    lock.emplace(database);
    lock->run("BEGIN EXCLUSIVE");
    program.emplace(settings());
    EXPECT_TRUE(
        patiently([&] { return (blocked_signals(program->id()) & (1U << (SIGTERM - 1))) != 0; }));
  }

  std::vector<std::string> settings() const {
    return with_settings({"storage.url=sqlite:" + database, "storage.busy_timeout=25s"});
  }

  temp_folder folder;
  const std::string database = (folder / "test.db").string();
  std::optional<raw_database> lock;
  std::optional<running_program> program;
};

TEST_F(start_signal, term_ends_the_start_at_once) {
  const auto begin = std::chrono::steady_clock::now();
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 15s);
}

TEST_F(start_signal, interrupt_ends_the_start_at_once) {
  const auto begin = std::chrono::steady_clock::now();
  program->signal(SIGINT);
  EXPECT_EQ(program->wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 15s);
}

TEST_F(start_signal, hang_up_is_remembered_until_the_service_has_started) {
  program->signal(SIGHUP);
  EXPECT_TRUE(program->log_line("settings.reload_postponed"));
  lock.reset();
  EXPECT_NE(program->port(), 0);
  EXPECT_TRUE(program->log_line("settings.reloaded changes=0"));
  program->signal(SIGTERM);
  EXPECT_EQ(program->wait(), 0);
}

}  // namespace
}  // namespace aurawell
