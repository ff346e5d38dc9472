#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "net/rest/data_reply.hpp"
#include "net/rest/failure_reply.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// The asker of this request: the caller, or, while the user is unknown, the client's address. User
/// ids contain no slash. A write that still waits when the caller's login is revoked is not made.
inline store_asker asker_of(const rest_backend& behind, const rest_request& request,
                            const caller& requester) {
  if (requester.user.empty()) {
    return {"/" + request.address, request.has_left};
  }
  store_asker made{requester.user.value, request.has_left, request.now};
  if (!requester.login.empty()) {
    made.has_ended = [&gate = behind.gate, requester] { return gate.is_revoked(requester); };
    made.line = request.waits_apart ? requester.login : "";
  }
  return made;
}

/// The time to store for something requested at `asked`: now, or `asked` if the clock was set back
/// meanwhile.
inline wall_time time_of_writing(wall_time asked) {
  return std::max(asked, std::chrono::system_clock::now());
}

inline reply_maker failure_maker(error why) {
  return [why = std::move(why)](wall_time now) { return failure_reply(why, now); };
}

/// A receiver of a result: passes a failure to `then` as its reply, and a value to `next`.
template <class Next>
auto unless_failed(reply_receiver then, Next next) {
  return [then = std::move(then), next = std::move(next)](const auto& outcome) {
    if (!outcome) {
      then(failure_maker(outcome.failure()));
    } else if constexpr (std::is_invocable_v<const Next&>) {
      next();
    } else {
      next(*outcome);
    }
  };
}

/// A reply that needs the store: `task` runs there, `write` makes the reply from its result. A
/// failure gets its own reply. Both must hold what they need by value.
template <class T>
pending_reply reply_from_store(store_access& store, store_use use, store_asker asker,
                               std::function<result<T>(advice_store&)> task,
                               std::function<http_reply(const T&, wall_time)> write) {
  return [&store, use, asker = std::move(asker), task = std::move(task),
          write = std::move(write)](reply_receiver then) {
    ask_store<T>(store, use, asker, task, [write, then = std::move(then)](result<T> found) {
      then([write, found = std::move(found)](wall_time now) {
        return found ? write(*found, now) : failure_reply(found.failure(), now);
      });
    });
  };
}

/// The same for work that changes data and returns no value: `message` is the reply.
inline pending_reply reply_after(store_access& store, store_asker asker, store_access::work task,
                                 std::string_view message) {
  return [&store, asker = std::move(asker), task = std::move(task),
          message = std::string{message}](const reply_receiver& then) {
    store.write(asker, task, unless_failed(then, [message, then] {
                  then([message](wall_time) { return message_reply(message); });
                }));
  };
}

}  // namespace aurawell::net
