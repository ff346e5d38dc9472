#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "actors/interfaces.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell::actors {

/// Serialises access to the store and commits in groups: whatever waited in the
/// mailbox when the first write came is made durable with it, then all are answered.
struct store_state {
  static inline const char* name = "store";

  using ok_promise = caf::typed_response_promise<caf::ok_atom>;

  caf::result<caf::ok_atom> write(const question_record& question);
  caf::result<caf::ok_atom> write(const answer_record& answer);
  caf::result<std::vector<past_exchange>> read(const history_query& query);
  void flush();

  store_actor::stateful_pointer<store_state> self = nullptr;
  std::shared_ptr<advice_store> store;

 private:
  struct waiting_reply {
    ok_promise promise;
    result<void> outcome;
  };

  caf::result<caf::ok_atom> reply_after_commit(result<void> outcome);
  /// Opens the group's transaction with its first write.
  const result<void>& join_group();

  std::vector<waiting_reply> group_;
  /// Whether the group has a transaction; when not, none of its writes is tried.
  result<void> begun_;
};

/// @param store Used by this actor alone. Its calls block: spawn detached.
store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     std::shared_ptr<advice_store> store);

}  // namespace aurawell::actors
