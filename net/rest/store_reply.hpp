#pragma once

#include <functional>
#include <string>
#include <utility>

#include "net/rest/data_reply.hpp"
#include "net/rest/failure_reply.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

inline reply_maker failure_maker(error why) {
  return [why = std::move(why)](wall_time now) { return failure_reply(why, now); };
}

/// A reply that needs the store: `what` runs there, `write` puts down what it found. A
/// failure becomes its own reply. Both keep what they need by value.
template <class T>
pending_reply reply_from_store(store_access& store, store_use how,
                               std::function<result<T>(advice_store&)> what,
                               std::function<http_reply(const T&, wall_time)> write) {
  return [&store, how, what = std::move(what),
          write = std::move(write)](std::function<void(reply_maker)> then) {
    ask_store<T>(store, how, what, [write, then = std::move(then)](result<T> found) {
      then([write, found = std::move(found)](wall_time now) {
        return found ? write(*found, now) : failure_reply(found.failure(), now);
      });
    });
  };
}

/// As above, for work that changes something and finds nothing: `message` when it is done.
inline pending_reply reply_after(store_access& store, store_access::work what,
                                 std::string_view message) {
  return [&store, what = std::move(what),
          message = std::string{message}](std::function<void(reply_maker)> then) {
    store.write(what, [message, then = std::move(then)](const result<void>& done) {
      then(done ? reply_maker{[message](wall_time) { return message_reply(message); }}
                : failure_maker(done.failure()));
    });
  };
}

}  // namespace aurawell::net
