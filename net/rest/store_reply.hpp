#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "net/rest/data_reply.hpp"
#include "net/rest/failure_reply.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// The asker of this request: the caller, or, while the user is unknown, the client's address. User
/// ids contain no slash. A write that still waits when the caller's login is revoked is not made.
inline store_asker asker_of(const rest_backend& behind, const rest_request& request,
                            const caller& who) {
  if (who.user.empty()) {
    return {"/" + request.address, request.has_left};
  }
  store_asker made{who.user.value, request.has_left, request.now};
  if (!who.login.empty()) {
    made.has_ended = [&gate = behind.gate, who] { return gate.is_revoked(who); };
    made.line = request.waits_apart ? who.login : "";
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

/// A reply that needs the store: `what` runs there, `write` makes the reply from its result. A
/// failure gets its own reply. Both must hold what they need by value.
template <class T>
pending_reply reply_from_store(store_access& store, store_use how, store_asker who,
                               std::function<result<T>(advice_store&)> what,
                               std::function<http_reply(const T&, wall_time)> write) {
  return [&store, how, who = std::move(who), what = std::move(what),
          write = std::move(write)](std::function<void(reply_maker)> then) {
    ask_store<T>(store, how, who, what, [write, then = std::move(then)](result<T> found) {
      then([write, found = std::move(found)](wall_time now) {
        return found ? write(*found, now) : failure_reply(found.failure(), now);
      });
    });
  };
}

/// The same for work that changes data and returns no value: `message` is the reply.
inline pending_reply reply_after(store_access& store, store_asker who, store_access::work what,
                                 std::string_view message) {
  return [&store, who = std::move(who), what = std::move(what),
          message = std::string{message}](std::function<void(reply_maker)> then) {
    store.write(who, what, [message, then = std::move(then)](const result<void>& done) {
      then(done ? reply_maker{[message](wall_time) { return message_reply(message); }}
                : failure_maker(done.failure()));
    });
  };
}

}  // namespace aurawell::net
