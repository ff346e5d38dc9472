#include "tests/conformance/child_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

namespace aurawell::conformance {
namespace {

constexpr std::chrono::seconds patience{30};
constexpr std::chrono::milliseconds look_again{2};
constexpr int not_started = 127;

/// Runs in the new process, so it must not allocate.
[[noreturn]] void become(char* const* argv, const char* log) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(file, STDERR_FILENO);
  execv(argv[0], argv);
  _exit(not_started);
}

}  // namespace

child_process::child_process(std::string program, std::vector<std::string> arguments,
                             std::filesystem::path log)
    : log_{std::move(log)} {
  std::vector<char*> argv{program.data()};
  for (auto& argument : arguments) {
    argv.push_back(argument.data());
  }
  argv.push_back(nullptr);
  process_ = fork();
  if (process_ == 0) {
    become(argv.data(), log_.c_str());
  }
  if (process_ < 0) {
    throw std::system_error{errno, std::generic_category(), "fork"};
  }
}

child_process::~child_process() {
  if (is_running()) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
}

bool child_process::is_running() {
  if (process_ > 0 && waitpid(process_, &status_, WNOHANG) == process_) {
    process_ = -1;
  }
  return process_ > 0;
}

std::optional<int> child_process::stop() {
  if (is_running()) {
    kill(process_, SIGTERM);
    wait_until([] { return false; });
  }
  return !is_running() && WIFEXITED(status_) ? std::optional{WEXITSTATUS(status_)} : std::nullopt;
}

std::string child_process::log() const {
  std::ostringstream text;
  text << std::ifstream{log_}.rdbuf();
  return text.str();
}

bool child_process::wait_until(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (!is_running() || std::chrono::steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::sleep_for(look_again);
  }
  return true;
}

}  // namespace aurawell::conformance
