#pragma once

#include <functional>
#include <utility>

#include "net/rest/failure_reply.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

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

}  // namespace aurawell::net
