#include "config/log/line_writer.hpp"

#include <pthread.h>

#include <utility>

namespace aurawell::config {
namespace {

using std::chrono::milliseconds;

/// Bytes of one write.
constexpr std::size_t piece_bytes = 64 * 1024;

/// How long one look at a late reader lasts; the end of the writer waits for it.
constexpr milliseconds look_time{100};

}  // namespace

line_writer::line_writer(int target, std::size_t most_waiting, lost_text make_lost_line)
    : descriptor_{target},
      make_lost_line_{std::move(make_lost_line)},
      target_{std::make_shared<const log_target>(target)},
      buffer_{most_waiting},
      thread_{[this] { run(); }} {
  pthread_setname_np(thread_.native_handle(), "log");
}

line_writer::~line_writer() {
  {
    const std::lock_guard lock{mutex_};
    is_ending_ = true;
  }
  work_.notify_one();
  thread_.join();
}

void line_writer::reopen() {
  auto next = std::make_shared<const log_target>(descriptor_);
  const std::lock_guard lock{mutex_};
  target_ = std::move(next);
}

void line_writer::set_limit(std::size_t most_waiting) {
  const std::lock_guard lock{mutex_};
  buffer_.set_limit(most_waiting);
}

void line_writer::write(std::string_view line) {
  std::string whole;
  whole.reserve(line.size() + 1);
  whole.append(line).push_back('\n');
  const std::lock_guard lock{mutex_};
  if (has_work() || !target_->is_prompt()) {
    buffer_.add(std::move(whole));
  } else {
    piece_ = std::move(whole);
    piece_.erase(0, target_->put(piece_).taken);
  }
  if (is_idle_ && has_work()) {
    is_idle_ = false;
    work_.notify_one();
  }
}

bool line_writer::flush(milliseconds patience) {
  std::unique_lock lock{mutex_};
  is_hurried_ = true;
  work_.notify_one();
  return written_.wait_for(lock, patience, [this] { return !has_work(); });
}

std::uint64_t line_writer::lost() const {
  const std::lock_guard lock{mutex_};
  return buffer_.lost();
}

std::size_t line_writer::waiting_bytes() const {
  const std::lock_guard lock{mutex_};
  return buffer_.bytes() + piece_.size();
}

bool line_writer::has_work() const noexcept {
  return !piece_.empty() || !buffer_.empty() || buffer_.unreported() > 0;
}

void line_writer::run() {
  std::unique_lock lock{mutex_};
  while (!is_ending_) {
    if (!has_work()) {
      is_hurried_ = false;
      written_.notify_all();
      is_idle_ = true;
      work_.wait(lock);
      is_idle_ = false;
    } else {
      gather(lock);
      load_piece();
      put_piece(lock);
    }
  }
}

void line_writer::gather(std::unique_lock<std::mutex>& lock) {
  if (piece_.empty() && !target_->is_prompt() && buffer_.bytes() < piece_bytes) {
    work_.wait_for(lock, gather_time, [this] { return is_ending_ || is_hurried_; });
  }
}

void line_writer::load_piece() {
  if (!piece_.empty()) {
    return;
  }
  // What was dropped was older than all that waits.
  if (const auto lost = buffer_.take_unreported()) {
    piece_ = make_lost_line_(lost);
    piece_ += piece_.empty() ? "" : "\n";
  }
  piece_ += buffer_.take(piece_bytes);
}

void line_writer::put_piece(std::unique_lock<std::mutex>& lock) {
  if (piece_.empty()) {
    return;
  }
  const auto target = target_;
  lock.unlock();
  const auto result = target->put(piece_);
  if (result.taken == 0 && !result.has_failed) {
    target->await_room(look_time);
  }
  lock.lock();
  piece_.erase(0, result.taken);
  if (result.has_failed) {
    work_.wait_for(lock, retry_pause, [this] { return is_ending_ || is_hurried_; });
    is_hurried_ = false;
  }
}

}  // namespace aurawell::config
