#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "actors/interfaces.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell::actors {

/// Serialises access to the store and commits in groups: whatever waited in the
/// mailbox when the first write came is made durable with it, then all are answered.
struct store_state {
  static inline const char* name = "store";

  caf::result<stored_exchange_ptr> write_question(const question_record& question);
  /// Does the work now and replies when it is durable.
  caf::result<caf::ok_atom> write(const std::function<result<void>()>& work);
  /// Work from outside; what writes is reported when it is durable.
  void do_work(const store_work_ptr& work);
  void flush();

  store_actor::stateful_pointer<store_state> self = nullptr;
  std::shared_ptr<advice_store> store;

 private:
  template <class Promise, class Value>
  void answer_after_commit(Promise promise, result<Value> outcome);
  /// Opens the group's transaction with its first write.
  const result<void>& join_group();

  std::vector<std::function<void(const result<void>& committed)>> group_;
  /// Whether the group has a transaction; when not, none of its writes is tried.
  result<void> begun_;
};

/// @param store Used by this actor alone. Its calls block: spawn detached.
store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     std::shared_ptr<advice_store> store);

}  // namespace aurawell::actors
