#include "config/start_guard.hpp"

#include <unistd.h>

#include "config/log/stderr_log.hpp"
#include "domain/log/log.hpp"

namespace aurawell::config {
namespace {

void log_postponed() {
  logging::info("settings.reload_postponed", {{"hint", "the service is starting"}});
}

}  // namespace

start_guard::start_guard(signal_watch& signals)
    : signals_{signals}, listener_{[this] { listen(); }} {}

void start_guard::log_is_open() {
  const std::lock_guard lock{mutex_};
  is_log_open_ = true;
  if (reload_) {
    log_postponed();
  }
}

void start_guard::postpone_reload() {
  const std::lock_guard lock{mutex_};
  reload_ = true;
  if (is_log_open_) {
    log_postponed();
  }
}

void start_guard::finish() {
  if (listener_.joinable()) {
    signals_.interrupt();
    listener_.join();
  }
}

void start_guard::listen() {
  for (auto heard = signals_.wait(true); heard.kind != order_kind::nothing;
       heard = signals_.wait(true)) {
    if (heard.kind != order_kind::reload) {
      logging::info("service.start_stopped", {{"signal", heard.signal}});
      finish_logging();
      // The threads of the start still run: nothing may be destroyed.
      _exit(0);
    }
    postpone_reload();
  }
}

}  // namespace aurawell::config
