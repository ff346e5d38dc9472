#include "net/auth/passwords/command_code_sender.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/log/log.hpp"
#include "net/auth/passwords/child_process.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// Messages that wait for a run; a further one is dropped.
constexpr std::size_t most_waiting = 64;
/// Interval in which a run checks whether the process stops.
constexpr milliseconds stop_check_interval{100};

std::string to_json(const code_message& message) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  json.text("kind", "reset_code");
  json.text("user_id", message.user.value);
  json.text("username", message.username);
  json.text("email", message.email);
  json.text("code", message.code);
  json.text("expires_at", timestamp{message.expires_at});
  json.text("language", message.lang == language::zh ? "zh" : "en");
  json.end_object();
  return text + '\n';
}

}  // namespace

command_code_sender::command_code_sender(notify_options options) : options_{std::move(options)} {
  for (std::uint32_t i = 0; i < options_.parallel; ++i) {
    threads_.emplace_back([this] { run(); });
  }
}

command_code_sender::~command_code_sender() {
  stop();
}

void command_code_sender::stop() {
  std::deque<waiting_message> dropped;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    dropped.swap(waiting_);
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

void command_code_sender::send(code_message message, std::function<void()> lost) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) {
      return;
    }
    if (waiting_.size() < most_waiting) {
      waiting_.push_back({std::move(message), std::move(lost)});
      changed_.notify_one();
      return;
    }
  }
  logging::error("notify.dropped",
                 {{"user", message.user},
                  {"waiting", most_waiting},
                  {"hint", "accounts.notify_command is too slow; raise accounts.notify_parallel"}});
  lost();
}

void command_code_sender::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) {
      return;
    }
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    if (!deliver(next.message)) {
      next.lost();
    }
    next = {};
    lock.lock();
  }
}

bool command_code_sender::deliver(const code_message& message) {
  auto program = child_process::start(options_.command, to_json(message));
  if (!program) {
    logging::error("notify.not_started",
                   {{"detail", program.failure().detail}, {"hint", "see accounts.notify_command"}});
    return false;
  }
  using outcome = child_process::outcome;
  const auto end = std::chrono::steady_clock::now() + options_.timeout;
  auto seen = outcome::still_running;
  while (seen == outcome::still_running && !is_stopping()) {
    const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
    if (left <= milliseconds{0}) {
      logging::error("notify.timed_out", {{"user", message.user},
                                          {"duration_ms", options_.timeout},
                                          {"hint", "accounts.notify_command was killed"}});
      return false;
    }
    seen = program->wait(std::min(left, stop_check_interval));
  }
  if (seen == outcome::bad) {
    logging::error("notify.failed", {{"user", message.user},
                                     {"hint", "accounts.notify_command ended with an error"}});
  }
  return seen != outcome::bad;
}

bool command_code_sender::is_stopping() {
  const std::lock_guard lock{mutex_};
  return stopping_;
}

}  // namespace aurawell::net
