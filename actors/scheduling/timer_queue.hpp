#pragma once

#include <caf/actor_clock.hpp>
#include <caf/actor_control_block.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/message_id.hpp>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace aurawell::actors {

/// Messages to actors that are due later. Thread-safe.
class timer_queue {
 public:
  using time_point = caf::actor_clock::time_point;

  /// The timeout of a request of the actor: it gets `sec::request_timeout`.
  struct request_timeout {
    caf::message_id id;
  };
  /// A timeout of CAF's own, for example of a behaviour.
  struct receive_timeout {
    caf::atom_value type{};
    std::uint64_t id = 0;
  };
  struct delayed_message {
    caf::mailbox_element_ptr content;
  };

  struct timer {
    caf::strong_actor_ptr receiver;
    std::variant<request_timeout, receive_timeout, delayed_message> message;
  };

  /// True: this is now the first that is due.
  bool add(time_point due, timer added);

  /// Removes the timers of the actor for which `is_meant(const timer&)`. The caller destroys them,
  /// because an actor may end with the last handle to it, and that comes back here.
  template <class Predicate>
  std::vector<timer> remove(caf::actor_id actor, Predicate is_meant) {
    std::vector<timer> removed;
    const std::lock_guard lock{mutex_};
    auto [each, end] = of_actor_.equal_range(actor);
    while (each != end) {
      if (is_meant(each->second->second)) {
        removed.push_back(std::move(each->second->second));
        by_time_.erase(each->second);
        each = of_actor_.erase(each);
      } else {
        ++each;
      }
    }
    return removed;
  }

  std::vector<timer> take_due(time_point now);
  std::vector<std::pair<time_point, timer>> take_all();
  std::optional<time_point> first_due() const;

  /// Sends the message. Must not be called with a lock held.
  static void deliver(timer& due);

 private:
  using time_order = std::multimap<time_point, timer>;

  timer take(time_order::iterator one);

  mutable std::mutex mutex_;
  time_order by_time_;
  std::unordered_multimap<caf::actor_id, time_order::iterator> of_actor_;
};

}  // namespace aurawell::actors
