#pragma once

#include <optional>
#include <vector>

#include "domain/durability/waiting_writes.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/prompt/conversation_background.hpp"

/// What the store would give if everything that waits were written already. When the store
/// cannot be read, what waits has to do; a failure is given only where nothing does.
namespace aurawell::backlog_view {

result<std::optional<stored_exchange>> find_exchange(advice_store& store,
                                                     const waiting_writes& waiting,
                                                     const request_name& name);

/// Adds what waits to what the store gave, within the query's bounds.
void add_past(advice_store& store, const waiting_writes& waiting, const history_query& query,
              conversation_background& found);

result<std::vector<stored_exchange>> load_session(advice_store& store,
                                                  const waiting_writes& waiting,
                                                  const session_query& query);

}  // namespace aurawell::backlog_view
