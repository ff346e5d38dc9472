#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports/telemetry.hpp"
#include "tests/support/patience.hpp"

namespace aurawell::net {

/// The measured times of frames, and one text for each other report.
class recorded_frames final : public telemetry {
 public:
  void socket_accepted(socket_outcome outcome) override { note("socket", int(outcome)); }
  void socket_closed() override { note("closed"); }
  void proxy_header_refused(std::string_view reason) override {
    note("proxy header " + std::string{reason});
  }
  void forwarded_refused() override { note("forwarded refused"); }
  void handshake_ended(handshake_outcome outcome) override { note("handshake", int(outcome)); }
  void chat_closed(close_side side, std::uint16_t code) override {
    note("chat closed by", int(side), code);
  }
  void message_received(std::size_t bytes) override { note("received", bytes); }
  void message_sent(std::size_t) override { note("sent"); }
  void request_answered(std::string_view method, std::string_view route, unsigned status) override {
    note(std::string{method} + " " + std::string{route}, status);
  }

  /// Waits until there are so many reports with this text.
  bool has(const std::string& text, std::size_t times = 1) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, test_support::test_patience,
                             [&] { return reports_.count(text) >= times; });
  }
  std::size_t count(const std::string& text) const {
    const std::lock_guard lock{mutex_};
    return reports_.count(text);
  }

  void frame_written(std::chrono::nanoseconds since_read) override {
    const std::lock_guard lock{mutex_};
    times_.push_back(since_read);
  }

  std::vector<std::chrono::nanoseconds> times() const {
    const std::lock_guard lock{mutex_};
    return times_;
  }

 private:
  template <class... Numbers>
  void note(std::string text, Numbers... numbers) {
    ((text += " " + std::to_string(numbers)), ...);
    const std::lock_guard lock{mutex_};
    reports_.insert(std::move(text));
    changed_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::multiset<std::string> reports_;
  std::vector<std::chrono::nanoseconds> times_;
};

}  // namespace aurawell::net
