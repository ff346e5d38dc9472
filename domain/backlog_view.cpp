#include "domain/backlog_view.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace aurawell::backlog_view {
namespace {

/// The oldest go until both bounds hold.
void shorten(conversation_past& past, const history_query& query) {
  auto& all = past.exchanges;
  std::size_t bytes = 0;
  auto first = all.end();
  while (first != all.begin() &&
         static_cast<std::size_t>(all.end() - first) < query.max_exchanges) {
    const auto& [question, answer] = *std::prev(first);
    bytes += question.size() + answer.size();
    if (bytes > query.max_bytes) {
      break;
    }
    --first;
  }
  past.older += static_cast<std::size_t>(first - all.begin());
  all.erase(all.begin(), first);
}

}  // namespace

result<std::optional<stored_exchange>> find_exchange(advice_store& store,
                                                     const waiting_writes& waiting,
                                                     const request_name& name) {
  auto stored = store.find_exchange(name.asker, name.request);
  auto shown = waiting.shown(name, stored ? *stored : std::nullopt);
  if (!shown && !stored) {
    return stored.failure();
  }
  return shown;
}

void add_past(advice_store& store, const waiting_writes& waiting, const history_query& query,
              conversation_background& found) {
  auto& past = found.past;
  for (const auto& name : waiting.answered_in(query.key)) {
    auto stored = store.find_exchange(name.asker, name.request);
    if (stored && *stored && (*stored)->status) {
      // Written once more after a crash: it is in the store's part.
      continue;
    }
    if (const auto shown = waiting.shown(name, stored ? *std::move(stored) : std::nullopt)) {
      past.exchanges.push_back({shown->question, *shown->summary.text});
      past.reached = std::max(past.reached, shown->summary.safety.value_or(past.reached));
      found.past_failure.reset();
    }
  }
  shorten(past, query);
}

result<std::vector<stored_exchange>> load_session(advice_store& store,
                                                  const waiting_writes& waiting,
                                                  const session_query& query) {
  auto stored = store.load_session(query);
  const auto asked = waiting.asked_in(query.user, query.session);
  if (!stored && asked.empty()) {
    return stored;
  }
  std::vector<stored_exchange> exchanges;
  const auto kept = stored ? *std::move(stored) : std::vector<stored_exchange>{};
  for (const auto& exchange : kept) {
    const request_name name{query.user, exchange.request};
    if (std::find(asked.begin(), asked.end(), name) == asked.end()) {
      exchanges.push_back(*waiting.shown(name, exchange));
    }
  }
  for (const auto& name : asked) {
    exchanges.push_back(*waiting.shown(name, std::nullopt));
  }
  const auto surplus = exchanges.size() - std::min(exchanges.size(), query.max_exchanges);
  exchanges.erase(exchanges.begin(), exchanges.begin() + static_cast<std::ptrdiff_t>(surplus));
  return exchanges;
}

}  // namespace aurawell::backlog_view
