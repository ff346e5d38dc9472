#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>

#include "net/rest/route.hpp"

namespace aurawell::net {

/// Brings one reply from any thread to the connection that waits for it on its loop,
/// or to nobody when that has stopped waiting. It keeps `then` and what that holds
/// until one of both has happened.
class reply_slot : public std::enable_shared_from_this<reply_slot> {
 public:
  using receiver = std::function<void(const reply_maker&)>;

  reply_slot(boost::asio::io_context& loop, receiver then);

  /// Any thread. `then` is called on the loop, later.
  void deliver(reply_maker reply);

  /// The loop's thread. `then` is not called any more, the loop not touched any more.
  void cancel() noexcept;

 private:
  std::mutex mutex_;
  boost::asio::io_context* loop_;
  /// Of the loop's thread alone.
  receiver then_;
};

}  // namespace aurawell::net
