#include "net/auth/passwords/child_process.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using outcome = child_process::outcome;

class child_processes : public ::testing::Test {
 protected:
  /// Runs a shell for the test, with the path for its output as $0.
  result<child_process> start(const std::string& script, std::string_view input = {}) {
    return child_process::start({"/bin/sh", "-c", script, folder / "out"}, input);
  }
  std::string output() {
    std::ifstream file{folder / "out"};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  test_support::temp_folder folder;
};

TEST_F(child_processes, are_given_their_input) {
  const std::string much(60 * 1024, 'x');
  for (const auto& input : {std::string{}, std::string{"a \"text\"\n"}, much}) {
    auto made = start("cat > $0", input);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->wait(30s), outcome::good);
    EXPECT_EQ(output(), input);
  }
}

TEST_F(child_processes, get_their_arguments_without_a_shell) {
  const std::string odd = "$(id) ; `id` \n * \"";
  auto made =
      child_process::start({"/bin/sh", "-c", "printf %s \"$1\" > $0", folder / "out", odd}, "");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->wait(30s), outcome::good);
  EXPECT_EQ(output(), odd);
}

TEST_F(child_processes, see_nothing_of_this_process) {
  setenv("AURAWELL_AUTH_SECRET", "not for others", 1);
  const int secret = open("/dev/null", O_RDONLY);
  ASSERT_GE(secret, 0);
  auto made = start("{ env; ls /proc/self/fd; } > $0");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->wait(30s), outcome::good);
  close(secret);
  unsetenv("AURAWELL_AUTH_SECRET");
  EXPECT_THAT(output(), ::testing::Not(::testing::HasSubstr("not for others")));
  EXPECT_THAT(output(), ::testing::HasSubstr("PATH="));
  EXPECT_THAT(output(), ::testing::EndsWith("0\n1\n2\n3\n")) << "3 is the folder that it reads";
}

TEST_F(child_processes, can_be_ended_by_signals_that_this_process_holds_back) {
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGTERM);
  sigset_t before;
  pthread_sigmask(SIG_BLOCK, &held, &before);
  auto made = start("kill -TERM $$; sleep 60");
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->wait(30s), outcome::bad);
}

TEST_F(child_processes, say_how_they_ended) {
  auto bad = start("exit 3");
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->wait(30s), outcome::bad);
  EXPECT_FALSE(child_process::start({folder / "nothing"}, ""));
}

TEST_F(child_processes, end_with_all_that_they_started) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  {
    // A process with the write end of the pipe prevents the reader's end of file; opened by name,
    // it is inherited.
    auto made = start("sleep 60 > /proc/" + std::to_string(getpid()) + "/fd/" +
                      std::to_string(ends[1]) + " & echo ready > $0; wait");
    ASSERT_TRUE(made);
    for (int i = 0; i < 3'000 && output() != "ready\n"; ++i) {
      ASSERT_EQ(made->wait(10ms), outcome::still_running);
    }
    close(ends[1]);
  }
  char byte = 0;
  EXPECT_EQ(read(ends[0], &byte, 1), 0) << "nobody holds the other end";
  close(ends[0]);
}

}  // namespace
}  // namespace aurawell::net
