#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "domain/ports/event_loop.hpp"

namespace aurawell::net {

/// An io_context that one thread runs, as the actors see it.
class io_loop final : public event_loop {
 public:
  /// `io` must outlive this.
  explicit io_loop(boost::asio::io_context& io) : io_{io}, timer_{io} {}

  void post(work& todo) override;
  void run_at(time_point due, work& todo) override;

 private:
  boost::asio::io_context& io_;
  boost::asio::steady_timer timer_;
};

}  // namespace aurawell::net
