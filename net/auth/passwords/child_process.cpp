#include "net/auth/passwords/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <csignal>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

/// Bytes that an empty pipe accepts at once, so that no write waits for the program.
constexpr std::size_t most_input = std::size_t{60} * 1024;

error no_start(int fault) {
  return {ec::internal, "cannot start the command: " + std::generic_category().message(fault)};
}

/// Start options of a program: it inherits none of this process's files, signals and group.
class spawn_rules {
 public:
  explicit spawn_rules(int input) {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_adddup2(&files_, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // Closes sockets and the database, among others.
    posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  spawn_rules(const spawn_rules&) = delete;
  spawn_rules& operator=(const spawn_rules&) = delete;
  ~spawn_rules() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }

  /// 0, or the error number when the program did not start.
  int run(pid_t& id, const std::vector<std::string>& command) const {
    std::vector<char*> arguments;
    for (const auto& one : command) {
      arguments.push_back(const_cast<char*>(one.c_str()));
    }
    arguments.push_back(nullptr);
    char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    const std::array<char*, 2> variables{path, nullptr};
    return posix_spawn(&id, command.front().c_str(), &files_, &attributes_, arguments.data(),
                       variables.data());
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

result<child_process> child_process::start(const std::vector<std::string>& command,
                                           std::string_view input) {
  assert(!command.empty() && input.size() <= most_input);
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) {
    return no_start(errno);
  }
  const auto written = write(pipe[1], input.data(), input.size());
  close(pipe[1]);
  pid_t id = 0;
  const int fault =
      written == static_cast<ssize_t>(input.size()) ? spawn_rules{pipe[0]}.run(id, command) : EIO;
  close(pipe[0]);
  if (fault != 0) {
    return no_start(fault);
  }
  return child_process{id};
}

// The C library's function for it cannot be linked from C++ before glibc 2.37.
child_process::child_process(pid_t id)
    : id_{id}, ended_{static_cast<int>(syscall(SYS_pidfd_open, id, 0))} {}

child_process::child_process(child_process&& other) noexcept
    : id_{std::exchange(other.id_, -1)}, ended_{std::exchange(other.ended_, -1)} {}

child_process::~child_process() {
  if (id_ > 0) {
    kill(-id_, SIGKILL);
    waitpid(id_, nullptr, 0);
  }
  if (ended_ >= 0) {
    close(ended_);
  }
}

child_process::outcome child_process::wait(std::chrono::milliseconds patience) {
  pollfd end{ended_, POLLIN, 0};
  // Without a descriptor, when none was available, it only waits.
  poll(&end, 1, static_cast<int>(patience.count()));
  int status = 0;
  if (waitpid(id_, &status, WNOHANG) != id_) {
    return outcome::still_running;
  }
  id_ = -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? outcome::good : outcome::bad;
}

}  // namespace aurawell::net
