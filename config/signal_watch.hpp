#pragma once

#include <csignal>

namespace aurawell::config {

/// What the process is asked for from outside.
enum class told : unsigned char { reload, stop, stop_quickly, nothing };

struct order {
  told what = told::nothing;
  /// The signal; 0: `ask_to_stop`.
  int signal = 0;
};

/// Receives SIGHUP (reload), SIGTERM (stop) and SIGINT (stop quickly) in place of the system's
/// default. From its construction on, none of them ends the process. It must be constructed before
/// the process has a second thread, because threads inherit what is blocked.
class signal_watch {
 public:
  signal_watch();
  signal_watch(const signal_watch&) = delete;
  signal_watch& operator=(const signal_watch&) = delete;
  ~signal_watch();

  /// As SIGTERM. Any thread.
  void ask_to_stop() noexcept { wake(stop_event_); }

  /// Makes a `wait` that may be interrupted return `nothing`. Any thread.
  void interrupt() noexcept { wake(interrupt_event_); }

  /// Blocks until the next order. One thread at a time.
  order wait(bool may_be_interrupted = false);

  /// From here on SIGTERM and SIGINT end the process at once; SIGHUP does nothing.
  void obey_next_signal() noexcept;

 private:
  static void wake(int event) noexcept;

  sigset_t heard_{};
  int signals_;
  int stop_event_;
  int interrupt_event_;
};

}  // namespace aurawell::config
