#include "config/log/line_writer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <utility>

namespace aurawell::config {
namespace {

using std::chrono::milliseconds;

/// A description of its own for the same pipe or terminal, because O_NONBLOCK belongs to the
/// description, and that of standard error is shared with other processes.
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

line_writer::line_writer(int target) noexcept : target_{target} {
  reopen();
}

line_writer::~line_writer() {
  if (own_ >= 0) {
    close(own_);
  }
}

void line_writer::reopen() noexcept {
  const std::lock_guard lock{mutex_};
  if (own_ >= 0) {
    close(own_);
  }
  own_ = open_without_blocking(target_);
  is_socket_ = is_socket(target_);
}

void line_writer::write(std::string_view line) {
  const std::lock_guard lock{mutex_};
  if (waiting_.size() + line.size() >= most_waiting) {
    send_waiting(milliseconds{0});
  }
  if (waiting_.size() + line.size() >= most_waiting) {
    ++lost_;
    ++untold_;
    return;
  }
  waiting_.append(line).push_back('\n');
  send_waiting(is_late_ ? milliseconds{0} : longest_wait);
}

bool line_writer::flush(milliseconds patience) noexcept {
  const std::lock_guard lock{mutex_};
  send_waiting(patience);
  return waiting_.empty();
}

std::uint64_t line_writer::take_news_of_lost() noexcept {
  const std::lock_guard lock{mutex_};
  return waiting_.empty() ? std::exchange(untold_, 0) : 0;
}

std::uint64_t line_writer::lost() const noexcept {
  const std::lock_guard lock{mutex_};
  return lost_;
}

void line_writer::send_waiting(milliseconds patience) noexcept {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::size_t sent = 0;
  while (sent < waiting_.size()) {
    const auto some = put(std::string_view{waiting_}.substr(sent));
    sent += some;
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    if (some == 0 && (left <= milliseconds{0} || !wait_until_writable(left))) {
      break;
    }
  }
  waiting_.erase(0, sent);
  is_late_ = !waiting_.empty();
  if (!is_late_) {
    std::string{}.swap(waiting_);
  }
}

/// What cannot be written at all, for example because the reader has gone, counts as taken.
std::size_t line_writer::put(std::string_view bytes) noexcept {
  // A pipe or socket that is writable takes this much without waiting.
  const auto piece = bytes.substr(0, PIPE_BUF);
  ssize_t count = 0;
  if (is_socket_) {
    count = send(target_, piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  } else if (own_ >= 0) {
    count = ::write(own_, piece.data(), piece.size());
  } else if (wait_until_writable(milliseconds{0})) {
    count = ::write(target_, piece.data(), piece.size());
  } else {
    return 0;
  }
  if (count < 0) {
    return errno == EAGAIN || errno == EINTR ? 0 : bytes.size();
  }
  return static_cast<std::size_t>(count);
}

bool line_writer::wait_until_writable(milliseconds patience) const noexcept {
  pollfd ready{own_ >= 0 ? own_ : target_, POLLOUT, 0};
  return poll(&ready, 1, static_cast<int>(patience.count())) > 0;
}

}  // namespace aurawell::config
