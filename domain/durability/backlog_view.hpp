#pragma once

#include <optional>
#include <vector>

#include "domain/durability/waiting_writes.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/prompt/conversation_background.hpp"

/// What the store would return if all waiting writes were written. When the store cannot be read,
/// the result comes from the waiting writes alone; it is a failure only if they have nothing.
namespace aurawell::backlog_view {

result<std::optional<stored_exchange>> find_exchange(advice_store& store,
                                                     const waiting_writes& waiting,
                                                     const request_name& name);

/// Adds the waiting writes to the store's result, within the query's limits.
void add_past(advice_store& store, const waiting_writes& waiting, const history_query& query,
              conversation_background& found);

result<std::vector<stored_exchange>> load_session(advice_store& store,
                                                  const waiting_writes& waiting,
                                                  const session_query& query);

}  // namespace aurawell::backlog_view
