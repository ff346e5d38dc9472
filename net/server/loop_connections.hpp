#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/chat/close_code.hpp"
#include "domain/chat/server_event.hpp"
#include "net/server/connection_facts.hpp"

namespace aurawell::net {

/// A client's socket on its loop. All calls come from the loop's thread.
class connection {
 public:
  using clock = std::chrono::steady_clock;

  connection() = default;
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  virtual ~connection() = default;

  /// The time given to `loop_connections` was reached, at most one tick ago.
  virtual void on_due(clock::time_point now) = 0;

  /// The server stops: send what waits, then close.
  virtual void shut_down(close_code code, const std::string& reason) = 0;

  /// Begins to close the connection when everything that was asked for on it has been delivered.
  /// False: it is not done, closes already, or ends with its answer by itself.
  virtual bool close_if_done(close_code, const std::function<std::string()>& /*reason*/) {
    return false;
  }

  /// Close at once. Afterwards this object touches nothing outside of itself.
  virtual void abort() = 0;

  virtual connection_names names() const noexcept { return {}; }
  /// Call it only when `names` has a connection.
  virtual connection_facts facts() { return {}; }

 private:
  friend class loop_connections;
  std::size_t slot_ = 0;
};

/// The connections of one loop and when each of them is due. One timer serves all: it ticks while
/// there are connections and compares their times, which lie in one array. So a timer costs a
/// connection 16 bytes and no work.
class loop_connections : public std::enable_shared_from_this<loop_connections> {
 public:
  using clock = connection::clock;

  /// `on_due` is called at most `tick` late.
  loop_connections(boost::asio::io_context& loop, std::chrono::milliseconds tick);

  void add(connection& target, clock::time_point due);
  void set_due(connection& target, clock::time_point due) noexcept;
  /// Has an effect only if `due` is earlier than the present time.
  void advance_due(connection& target, clock::time_point due) noexcept;
  void remove(connection& target) noexcept;

  /// From then on no connection may be added.
  void shut_down_all(close_code code, const std::string& reason);
  void abort_all();

  /// Calls `close_if_done`, with a reason of its own for each, until `most` connections have begun
  /// to close. Returns how many have.
  std::size_t close_done(std::size_t most, close_code code,
                         const std::function<std::string()>& reason);

  /// Calls `visit` for up to `most` connections and returns where to go on, 0 after the last one.
  /// Begin with `size()`. A connection that stays open is visited at least once, also when others
  /// come and go between two calls.
  std::size_t visit_some(std::size_t from, std::size_t most,
                         const std::function<void(connection&)>& visit);

  /// Any thread; may be outdated on return.
  std::size_t size() const noexcept { return size_; }

  /// The loop's thread. True from `shut_down_all` or `abort_all` on.
  bool has_ended() const noexcept { return has_ended_; }

 private:
  struct slot {
    connection* owner = nullptr;
    clock::time_point due;
  };

  void arm();
  void check();

  /// Calls `visit` for every connection; a connection may remove itself during the call.
  template <class Visit>
  void for_each(const Visit& visit);

  std::vector<slot> slots_;
  boost::asio::basic_waitable_timer<clock, boost::asio::wait_traits<clock>,
                                    boost::asio::io_context::executor_type>
      timer_;
  std::chrono::milliseconds tick_;
  bool ticking_ = false;
  bool has_ended_ = false;
  std::atomic<std::size_t> size_{0};
};

}  // namespace aurawell::net
