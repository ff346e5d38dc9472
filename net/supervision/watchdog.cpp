#include "net/supervision/watchdog.hpp"

#include <pthread.h>

#include <boost/asio/post.hpp>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

constexpr int steps_in_interval = 4;

}  // namespace

pulse_round::pulse_round(std::vector<pulse_part> parts) {
  for (auto& part : parts) {
    parts_.push_back({std::move(part), nullptr});
  }
}

bool pulse_round::step() {
  silent_.clear();
  for (const auto& one : parts_) {
    if (one.state() != pulse_state::answered) {
      silent_.append(silent_.empty() ? "" : ",").append(one.part.name);
    }
  }
  for (auto& one : parts_) {
    if (silent_.empty() || one.state() == pulse_state::not_asked) {
      const auto question = std::make_shared<std::atomic<pulse_state>>();
      one.question = question;
      one.part.ask(std::make_shared<const pulse>(question));
    }
  }
  return silent_.empty();
}

watchdog::watchdog(setup from) : setup_{std::move(from)}, round_{std::move(setup_.parts)} {
  thread_ = std::thread{[this] { run(); }};
  pthread_setname_np(thread_.native_handle(), "watchdog");
}

watchdog::~watchdog() {
  {
    const std::lock_guard lock{mutex_};
    ends_ = true;
  }
  ending_.notify_one();
  thread_.join();
}

void watchdog::run() {
  const auto pause = setup_.interval / steps_in_interval;
  std::unique_lock lock{mutex_};
  while (!ends_) {
    lock.unlock();
    take_step();
    lock.lock();
    ending_.wait_for(lock, pause, [this] { return ends_; });
  }
}

void watchdog::take_step() {
  const bool works = round_.step();
  if (std::exchange(is_first_, false)) {
    return;
  }
  setup_.board->with_lock(
      [works](watchdog_counts& counts) { ++(works ? counts.sent : counts.withheld); });
  if (works) {
    setup_.alive();
  }
  if (works && is_silent_) {
    logging::info("supervision.answers_again");
  } else if (!works && !is_silent_) {
    logging::error("supervision.no_answer",
                   {{"parts", round_.silent()},
                    {"interval_ms", std::chrono::floor<std::chrono::milliseconds>(setup_.interval)},
                    {"hint",
                     "without a message within this time the service manager ends the "
                     "process"}});
  }
  is_silent_ = !works;
}

pulse_part loop_part(boost::asio::io_context& loop, std::string name) {
  return {std::move(name), [&loop](const pulse_ptr& question) {
            boost::asio::post(loop, [question] { question->answer(); });
          }};
}

}  // namespace aurawell::net
