#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace aurawell::net {

class curl_engine;
class curl_exchange;

/// Passes messages from other threads to one curl_loop. Wakes the loop once for any number of
/// messages; drops messages after the loop has ended. Thread-safe.
class curl_mailbox {
 public:
  struct stop_wish {
    std::shared_ptr<curl_exchange> exchange;
    /// When a person asked for the stop; nothing when no person did.
    std::optional<std::chrono::steady_clock::time_point> asked_at;
  };

  explicit curl_mailbox(boost::asio::io_context& loop) : loop_{&loop} {}

  void connect(std::weak_ptr<curl_engine> engine);

  void start(std::shared_ptr<curl_exchange> exchange);

  /// No new call to the exchange begins after this; the loop closes its connection.
  void stop(stop_wish wish);

  /// Cheap; the result may be outdated on return.
  bool has_stops() const noexcept { return has_stops_; }
  std::vector<stop_wish> take_stops();
  std::vector<std::shared_ptr<curl_exchange>> take_starts();

  /// Closes the engine, here or on its own thread; see ~curl_loop.
  void end();

  /// From now on messages are dropped.
  void close();
  bool is_closed() const noexcept { return closed_; }

  /// True on the thread of a loop that has not ended.
  bool is_here();

  void set_running(std::size_t count) noexcept { running_ = count; }
  std::size_t running() const noexcept { return running_; }

 private:
  /// Called with the lock held after each message; the first message wakes the loop.
  void wake_loop();

  std::mutex mutex_;
  /// Null from the moment when the loop may be gone.
  boost::asio::io_context* loop_;
  std::weak_ptr<curl_engine> engine_;
  std::vector<stop_wish> stops_;
  std::vector<std::shared_ptr<curl_exchange>> starts_;
  std::atomic<bool> has_stops_{false};
  std::atomic<bool> closed_{false};
  std::atomic<std::size_t> running_{0};
};

}  // namespace aurawell::net
