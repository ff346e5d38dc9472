#include "net/tls/certificate_watch.hpp"

#include <pthread.h>

#include <utility>

namespace aurawell::net {

certificate_watch::certificate_watch(certificates watched, std::chrono::milliseconds interval)
    : watched_{std::move(watched)} {
  if (!watched_.empty()) {
    thread_ = std::thread{[this, interval] { run(interval); }};
    pthread_setname_np(thread_.native_handle(), "certificates");
  }
}

certificate_watch::~certificate_watch() {
  {
    const std::lock_guard lock{mutex_};
    has_ended_ = true;
  }
  ending_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void certificate_watch::run(std::chrono::milliseconds interval) {
  std::unique_lock lock{mutex_};
  while (!ending_.wait_for(lock, interval, [this] { return has_ended_; })) {
    lock.unlock();
    for (const auto& one : watched_) {
      one->check(std::chrono::system_clock::now());
    }
    lock.lock();
  }
}

}  // namespace aurawell::net
