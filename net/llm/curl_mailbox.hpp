#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace aurawell::net {

class curl_engine;
class curl_exchange;

/// The way from other threads into one curl_loop. Wakes the loop once for any number
/// of messages, and takes none any more when the loop has ended. Thread-safe.
class curl_mailbox {
 public:
  struct message {
    std::shared_ptr<curl_exchange> exchange;
    bool is_start = true;
  };

  explicit curl_mailbox(boost::asio::io_context& loop) : loop_{&loop} {}

  void connect(std::weak_ptr<curl_engine> engine);

  void start(std::shared_ptr<curl_exchange> exchange);

  /// Silences the exchange at once and has its connection closed.
  void stop(std::shared_ptr<curl_exchange> exchange);

  std::vector<message> take();

  /// Ends the engine, here or on its own thread; see ~curl_loop.
  void end();

  /// From now on messages are dropped.
  void close();
  bool is_closed() const noexcept { return closed_; }

  void set_running(std::size_t count) noexcept { running_ = count; }
  std::size_t running() const noexcept { return running_; }

 private:
  void put(message item);

  std::mutex mutex_;
  /// Null once the loop may be gone.
  boost::asio::io_context* loop_;
  std::weak_ptr<curl_engine> engine_;
  std::vector<message> waiting_;
  std::atomic<bool> closed_{false};
  std::atomic<std::size_t> running_{0};
};

}  // namespace aurawell::net
