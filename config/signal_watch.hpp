#pragma once

#include <optional>

namespace aurawell::config {

/// What the process is asked for from outside.
enum class order_kind : unsigned char { reload, stop, stop_quickly, nothing };

struct order {
  order_kind kind = order_kind::nothing;
  /// The signal; 0: `ask_to_stop` or `ask_to_reload`.
  int signal = 0;
};

/// Receives SIGHUP (reload), SIGTERM (stop) and SIGINT (stop quickly) in place of the system's
/// default. They are held back from before `main` on, so none is lost and none ends the process.
class signal_watch {
 public:
  signal_watch();
  signal_watch(const signal_watch&) = delete;
  signal_watch& operator=(const signal_watch&) = delete;
  ~signal_watch();

  /// For a process that needs no watch: the signals end it, also those that were held back. Call it
  /// before there is a second thread.
  static void release_signals() noexcept;

  /// As SIGTERM. Any thread.
  void ask_to_stop() noexcept { wake(stop_event_); }

  /// As SIGHUP. Any thread.
  void ask_to_reload() noexcept { wake(reload_event_); }

  /// Makes a `wait` that may be interrupted return `nothing`. Any thread.
  void interrupt() noexcept { wake(interrupt_event_); }

  /// Blocks until the next order. One thread at a time. A stop waits for one reload at most.
  order wait(bool may_be_interrupted = false);

  /// From here on SIGTERM and SIGINT end the process at once; SIGHUP does nothing.
  void obey_next_signal() noexcept;

 private:
  static void wake(int event) noexcept;
  std::optional<order> take(int source) const noexcept;

  int stop_signals_;
  int reload_signals_;
  int stop_event_;
  int reload_event_;
  int interrupt_event_;
  /// The last order was a reload.
  bool has_reloaded_ = false;
};

}  // namespace aurawell::config
