#pragma once

#include <mutex>
#include <thread>

#include "config/signal_watch.hpp"

namespace aurawell::config {

/// Listens to signals while the service starts, which may take long: a lock on the database, a
/// large migration. SIGTERM and SIGINT end the process at once with exit code 0: nobody is
/// connected yet, and what a start writes survives the end of the process at any moment. SIGHUP is
/// remembered.
class start_guard {
 public:
  explicit start_guard(signal_watch& signals);
  start_guard(const start_guard&) = delete;
  start_guard& operator=(const start_guard&) = delete;
  ~start_guard() { finish(); }

  /// From here on lines can be logged. Call it once.
  void log_is_open();

  /// From here on it receives no signal. Call it before clients can connect. May be called again.
  void finish();

  /// After `finish`: the settings may have changed since they were read.
  bool was_told_to_reload() const noexcept { return reload_; }

 private:
  void listen();
  void postpone_reload();

  signal_watch& signals_;
  /// Guards the next two.
  std::mutex mutex_;
  bool is_log_open_ = false;
  bool reload_ = false;
  std::thread listener_;
};

}  // namespace aurawell::config
