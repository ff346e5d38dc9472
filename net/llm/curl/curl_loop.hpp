#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <memory>

#include "domain/ports/telemetry.hpp"
#include "net/llm/curl/curl_options.hpp"

namespace aurawell::net {

class curl_engine;
class curl_exchange;
class curl_mailbox;

/// Runs any number of HTTP exchanges on one event loop, with one connection cache.
class curl_loop {
 public:
  /// `measures` receives the time that stopped exchanges took to close.
  explicit curl_loop(boost::asio::io_context& loop,
                     std::shared_ptr<telemetry> measures = std::make_shared<telemetry>(),
                     const curl_options& options = {});
  curl_loop(const curl_loop&) = delete;
  curl_loop& operator=(const curl_loop&) = delete;

  /// Drops running exchanges without a call to them. On the loop's own thread, or after that thread
  /// has ended, everything is released on return; from another thread the loop releases it soon
  /// after. May be called after the end of the io_context.
  ~curl_loop();

  /// Any thread. The exchange ends by itself, by its ticket, or with the loop.
  void start(std::shared_ptr<curl_exchange> exchange);

  /// Any thread. True on the loop's own.
  bool is_here() const;

  /// Any thread. Used to stop exchanges. May be used after the end of the loop.
  std::shared_ptr<curl_mailbox> mailbox() const { return mailbox_; }

  /// Any thread. Number of exchanges that hold a connection or wait for one.
  std::size_t running() const noexcept;

 private:
  std::shared_ptr<curl_mailbox> mailbox_;
};

}  // namespace aurawell::net
