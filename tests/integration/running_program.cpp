#include "tests/integration/running_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "tests/integration/service.hpp"

namespace aurawell::test_support {

namespace {

/// The end to read the log at and the end to write it at.
std::array<int, 2> open_log(const std::string& file) {
  std::array<int, 2> ends{};
  if (file.empty()) {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw std::system_error{errno, std::generic_category(), "pipe"};
    }
    return ends;
  }
  ends[1] = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  ends[0] = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (ends[0] < 0 || ends[1] < 0) {
    throw std::system_error{errno, std::generic_category(), file};
  }
  return ends;
}

}  // namespace

running_program::running_program(std::vector<std::string> arguments, const std::string& log_file,
                                 int activated)
    : is_pipe_{log_file.empty()} {
  const auto ends = open_log(log_file);
  log_ = ends[0];
  arguments.insert(arguments.begin(), AURAWELL_PROGRAM);
  const bool is_activated = activated >= 0;
  if (is_activated) {
    // The process id is known only in the process.
    arguments.insert(arguments.begin(),
                     {"sh", "-c", R"(export LISTEN_PID=$$ LISTEN_FDS=1; exec "$0" "$@")"});
  }
  std::vector<char*> argv;
  for (auto& argument : arguments) {
    argv.push_back(argument.data());
  }
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], STDERR_FILENO);
  if (is_activated) {
    posix_spawn_file_actions_adddup2(&files, activated, STDERR_FILENO + 1);
  }
  const auto* program = is_activated ? "/bin/sh" : AURAWELL_PROGRAM;
  const auto failed = posix_spawn(&process_, program, &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  close(ends[1]);
  if (failed != 0) {
    close(log_);
    throw std::system_error{failed, std::generic_category(), AURAWELL_PROGRAM};
  }
}

running_program::~running_program() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(log_);
}

void running_program::signal(int number) const {
  // After its end there is no process to signal, and -1 would mean all processes.
  if (process_ > 0) {
    kill(process_, number);
  }
}

std::optional<std::string> running_program::next_line() {
  for (;;) {
    if (const auto end = unread_.find('\n'); end != std::string::npos) {
      auto line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      read_.push_back(line);
      return line;
    }
    if (!read_more()) {
      return std::nullopt;
    }
  }
}

bool running_program::read_more() {
  std::array<char, 4096> bytes{};
  ssize_t count = 0;
  if (is_pipe_) {
    pollfd ready{log_, POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(test_patience.count())) > 0) {
      count = read(log_, bytes.data(), bytes.size());
    }
  } else {
    eventually([&] { return (count = read(log_, bytes.data(), bytes.size())) != 0; });
  }
  unread_.append(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return count > 0;
}

std::optional<std::string> running_program::log_line(const std::string& text) {
  while (auto line = next_line()) {
    if (line->find(text) != std::string::npos) {
      return line;
    }
  }
  return std::nullopt;
}

std::optional<std::string> running_program::seen_line(const std::string& text) const {
  const auto found = std::find_if(read_.begin(), read_.end(), [&](const std::string& line) {
    return line.find(text) != std::string::npos;
  });
  return found == read_.end() ? std::nullopt : std::optional{*found};
}

std::vector<std::string> running_program::whole_log() {
  while (next_line()) {
  }
  return read_;
}

std::uint16_t running_program::port() {
  const auto line = log_line("server.listening");
  if (!line) {
    return 0;
  }
  // Text and JSON go on differently behind the address.
  const auto end = line->find_first_of("\" ", line->find("://"));
  return static_cast<std::uint16_t>(std::atoi(line->c_str() + line->rfind(':', end) + 1));
}

void running_program::shrink_log_pipe(int bytes) const {
  if (fcntl(log_, F_SETPIPE_SZ, bytes) < 0) {
    throw std::system_error{errno, std::generic_category(), "F_SETPIPE_SZ"};
  }
}

std::uint16_t operators_port(const running_program& program) {
  const auto line = program.seen_line("admin.listening").value_or("");
  // Text and JSON separate the value differently.
  const auto name = line.find("port");
  const auto digit = name == std::string::npos ? name : line.find_first_of("0123456789", name);
  return digit == std::string::npos ? std::uint16_t{0}
                                    : static_cast<std::uint16_t>(std::atoi(line.c_str() + digit));
}

std::optional<int> running_program::wait() {
  int status = 0;
  if (!eventually([&] { return waitpid(process_, &status, WNOHANG) == process_; })) {
    return std::nullopt;
  }
  process_ = -1;
  return WIFEXITED(status) ? std::optional{WEXITSTATUS(status)} : std::nullopt;
}

}  // namespace aurawell::test_support
