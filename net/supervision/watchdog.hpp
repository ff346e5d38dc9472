#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "domain/ports/pulse.hpp"
#include "net/supervision/watchdog_counts.hpp"

namespace aurawell::net {

/// One step of the watch: looks at the answers to the last questions, and asks again. One thread.
class pulse_round {
 public:
  explicit pulse_round(std::vector<pulse_part> parts);

  /// True: since the last call every part has answered, and has been asked again. Else those that
  /// have not are in `silent()`; each has one question at a time. The first call only asks; without
  /// parts it is true at once.
  bool step();

  /// Names, separated by commas.
  const std::string& silent() const noexcept { return silent_; }

 private:
  struct asked_part {
    pulse_state state() const { return question ? question->load() : pulse_state::not_asked; }

    pulse_part part;
    /// Of the last question, which nobody else changes when there is a newer one.
    std::shared_ptr<const std::atomic<pulse_state>> question;
  };

  std::vector<asked_part> parts_;
  std::string silent_;
};

/// Tells the service manager that the program works as long as all parts answer, on a thread of its
/// own: a part that hangs ends the messages, and then the service manager ends the process. Writes
/// the log.
class watchdog {
 public:
  struct setup {
    /// The service manager waits for so long; there are four steps in it.
    std::chrono::microseconds interval{};
    std::vector<pulse_part> parts{};
    /// Tells the service manager.
    std::function<void()> alive{};
    std::shared_ptr<watchdog_board> board{};
  };

  explicit watchdog(setup from);
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;
  ~watchdog();

 private:
  void run();
  void take_step();

  setup setup_;
  pulse_round round_;
  bool is_silent_ = false;
  bool is_first_ = true;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool ends_ = false;
  std::thread thread_;
};

/// A loop as a part; it answers between other work. `loop` must outlive the part.
pulse_part loop_part(boost::asio::io_context& loop, std::string name);

}  // namespace aurawell::net
