#include "net/auth/passwords/command_code_sender.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

#include "tests/support/captured_log.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

code_message message_for(const std::string& name) {
  return {{"user_" + name},          name,        name + "@example.com", "ABCD-EFGH-JKMN-PQRS",
          wall_time{1'800'000'000s}, language::en};
}

class code_sending : public ::testing::Test {
 protected:
  void use(const std::string& script) {
    options.command = {"/bin/sh", "-c", script, folder / "."};
    sender.emplace(options);
  }
  /// Waits for a file and returns its content.
  std::string wait_for(const std::string& name) {
    for (int i = 0; i < 3'000 && !std::filesystem::exists(folder / name); ++i) {
      std::this_thread::sleep_for(10ms);
    }
    std::ifstream file{folder / name};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  test_support::temp_folder folder;
  test_support::captured_log log;
  notify_options options;
  void send(const std::string& name) {
    sender->send(message_for(name), [this, name] {
      const std::lock_guard lock{mutex};
      lost += name + " ";
    });
  }

  std::mutex mutex;
  std::string lost;
  std::optional<command_code_sender> sender;
};

TEST_F(code_sending, gives_the_message_to_the_command) {
  use("cat > $0/new && mv $0/new $0/sent");
  send("ann");
  EXPECT_EQ(wait_for("sent"), R"({"kind":"reset_code","user_id":"user_ann","username":"ann",)"
                              R"("email":"ann@example.com","code":"ABCD-EFGH-JKMN-PQRS",)"
                              R"("expires_at":"2027-01-15T08:00:00.000Z","language":"en"})"
                              "\n");
}

TEST_F(code_sending, kills_a_command_that_takes_too_long_and_goes_on) {
  options.timeout = 200ms;
  options.parallel = 1;
  use("read -r text; case $text in *slow*) sleep 60;; esac; echo > $0/sent");
  send("slow");
  send("ann");
  EXPECT_EQ(wait_for("sent"), "\n");
  sender.reset();
  EXPECT_THAT(log.text(), HasSubstr("notify.timed_out user=user_slow duration_ms=200"));
  EXPECT_THAT(log.text(), Not(HasSubstr("ABCD")));
  EXPECT_EQ(lost, "slow ");
}

TEST_F(code_sending, says_that_a_command_failed) {
  options.parallel = 1;
  use("read -r text; case $text in *bad*) exit 1;; esac; echo > $0/sent");
  send("bad");
  send("ann");
  wait_for("sent");
  sender.reset();
  EXPECT_THAT(log.text(), HasSubstr("notify.failed user=user_bad"));
  EXPECT_EQ(lost, "bad ");
}

TEST_F(code_sending, loses_what_is_too_much) {
  use("sleep 60");
  for (int i = 0; i < 80; ++i) {
    send("ann");
  }
  EXPECT_THAT(log.text(), HasSubstr("notify.dropped user=user_ann waiting=64"));
  sender.reset();
  EXPECT_THAT(lost, ::testing::StartsWith("ann ann ")) << "14 at least; those that wait are not";
  EXPECT_LE(lost.size(), 16 * std::string{"ann "}.size());
}

TEST_F(code_sending, ends_at_once_whatever_runs) {
  use("sleep 60");
  for (int i = 0; i < 10; ++i) {
    send("ann");
  }
  const auto begun = std::chrono::steady_clock::now();
  sender.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 30s);
}

}  // namespace
}  // namespace aurawell::net
