#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>

#include "net/rest/route.hpp"

namespace aurawell::net {

/// Passes one reply from any thread to the connection that waits for it on its loop. After `cancel`
/// the reply is dropped. Holds `then`, and what `then` holds, until `deliver` or `cancel`.
class reply_slot : public std::enable_shared_from_this<reply_slot> {
 public:
  using receiver = std::function<void(const reply_maker&)>;

  reply_slot(boost::asio::io_context& loop, receiver then);

  /// Any thread. Posts to the loop; `then` is called there.
  void deliver(reply_maker reply);

  /// The loop's thread. Afterwards `then` is not called and the loop is not touched.
  void cancel() noexcept;

 private:
  std::mutex mutex_;
  boost::asio::io_context* loop_;
  /// Used on the loop's thread only.
  receiver then_;
};

}  // namespace aurawell::net
