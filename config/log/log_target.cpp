#include "config/log/log_target.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <string>

namespace aurawell::config {
namespace {

/// A description of its own for the same pipe or terminal, because O_NONBLOCK belongs to the
/// description, and that of standard error is shared with other processes. A file has none: its
/// writes wait for the disk in any mode.
int open_without_blocking(int target) noexcept {
  struct stat status {};
  if (fstat(target, &status) != 0 || (!S_ISFIFO(status.st_mode) && isatty(target) == 0)) {
    return -1;
  }
  const auto path = "/proc/self/fd/" + std::to_string(target);
  return open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

bool is_socket(int target) noexcept {
  struct stat status {};
  return fstat(target, &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

log_target::log_target(int descriptor) noexcept
    : target_{descriptor},
      own_{open_without_blocking(descriptor)},
      is_socket_{is_socket(descriptor)} {}

log_target::~log_target() {
  if (own_ >= 0) {
    close(own_);
  }
}

log_target::put_result log_target::put(std::string_view bytes) const noexcept {
  ssize_t count = 0;
  if (is_socket_) {
    count = send(target_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  } else if (own_ >= 0) {
    count = ::write(own_, bytes.data(), bytes.size());
  } else if (has_room(std::chrono::milliseconds{0})) {
    // A pipe that could not be opened again takes this much at once when it is writable.
    const auto piece = bytes.substr(0, PIPE_BUF);
    count = ::write(target_, piece.data(), piece.size());
  } else {
    return {};
  }
  if (count < 0) {
    return {0, errno != EAGAIN && errno != EINTR};
  }
  return {static_cast<std::size_t>(count), false};
}

void log_target::await_room(std::chrono::milliseconds patience) const noexcept {
  has_room(patience);
}

bool log_target::has_room(std::chrono::milliseconds patience) const noexcept {
  pollfd ready{own_ >= 0 ? own_ : target_, POLLOUT, 0};
  return poll(&ready, 1, static_cast<int>(patience.count())) > 0;
}

}  // namespace aurawell::config
