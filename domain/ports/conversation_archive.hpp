#pragma once

#include <functional>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// What the past of a person can be asked for over plain HTTP. Thread-safe; no call
/// blocks. Each callback is called exactly once, on any thread, possibly before the
/// call returns; `ec::database_unreachable` when there was no answer in time.
class conversation_archive {
 public:
  template <class T>
  using reply = std::function<void(result<T>)>;

  conversation_archive() = default;
  conversation_archive(const conversation_archive&) = delete;
  conversation_archive& operator=(const conversation_archive&) = delete;
  virtual ~conversation_archive() = default;

  virtual void list(conversation_list_query query, reply<conversation_list> then) = 0;
  virtual void read(exchange_list_query query, reply<exchange_list> then) = 0;
  virtual void remove(conversation_key key, reply<void> then) = 0;
};

}  // namespace aurawell
