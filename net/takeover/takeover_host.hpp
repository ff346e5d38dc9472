#pragma once

#include <sys/types.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "net/takeover/hand_over.hpp"
#include "net/takeover/takeover_counts.hpp"
#include "net/takeover/takeover_socket.hpp"

namespace aurawell::net {

/// Lets new processes take over the listening sockets of this one, one process at a time, on a
/// thread of its own.
class takeover_host {
 public:
  struct setup {
    takeover_options options;
    hand_over::offer offered;
    std::shared_ptr<takeover_board> board;
    /// Called once on the host's thread, when a new process accepts from the sockets of these
    /// roles: close them without a look at what waits there.
    std::function<void(const std::vector<listener_role>&)> release;
    /// The last call of the host's thread after it: begin to stop.
    std::function<void()> stop;
    /// Whose processes may take over; nothing: those of this process's user.
    std::optional<uid_t> user{};
    /// Called after `release`, before the new process hears that it is the only one that serves.
    std::function<void(pid_t process)> replaced{};
  };

  /// @param at Published, or about to be.
  takeover_host(takeover_socket at, setup from);
  takeover_host(const takeover_host&) = delete;
  takeover_host& operator=(const takeover_host&) = delete;

  /// Refuses an attempt that is under way.
  ~takeover_host();

  result<void> publish() { return socket_.publish(); }

  /// True before the call of `stop`.
  bool has_handed_over() const noexcept { return has_handed_over_; }

 private:
  void run();
  std::optional<hand_over::clock::time_point> next_deadline() const;
  void admit();
  void wait_after(int fault);
  void end_attempt();

  takeover_socket socket_;
  setup setup_;
  file_descriptor stop_;
  std::optional<hand_over> attempt_;
  /// Nothing: new processes are heard.
  std::optional<hand_over::clock::time_point> accepts_again_;
  bool is_short_of_descriptors_ = false;
  std::atomic<bool> has_handed_over_{false};
  std::thread thread_;
};

}  // namespace aurawell::net
