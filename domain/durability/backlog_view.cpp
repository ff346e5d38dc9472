#include "domain/durability/backlog_view.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/prompt/recent_past.hpp"

namespace aurawell::backlog_view {
namespace {

bool has_answer(const stored_exchange& exchange) {
  return exchange.status && !exchange.summary.text->empty();
}

/// The newest exchanges of the conversation in the store, oldest first.
std::vector<stored_exchange> stored_part(advice_store& store, const history_query& query) {
  auto page = store.list_exchanges({query.key, {}, recent_past::most_looked_at(query)});
  return page ? std::move(page->exchanges) : std::vector<stored_exchange>{};
}

/// Replaces the stored state of an exchange, which may be too old to be in `all`.
void replace(std::vector<stored_exchange>& all, const stored_exchange& exchange) {
  const auto place = std::find_if(all.begin(), all.end(), [&](const stored_exchange& one) {
    // Two askers in one conversation may have used the same request id.
    return one.request == exchange.request && one.asked_at == exchange.asked_at;
  });
  if (place != all.end()) {
    *place = exchange;
  }
}

void take_newest(const std::vector<stored_exchange>& all, const history_query& query,
                 conversation_past& into) {
  recent_past past{query};
  for (auto one = all.rbegin(); one != all.rend() && !past.is_full(); ++one) {
    if (!one->status) {
      past.add_running(one->question);
    } else if (has_answer(*one)) {
      past.add({one->question, *one->summary.text}, one->status != request_status::done);
    } else {
      past.add_unanswered(one->question);
    }
  }
  into.unanswered = past.take_unanswered();
  into.exchanges = std::move(past).take();
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
  const auto names = waiting.named_in(query.key);
  if (names.empty()) {
    return;
  }
  auto& past = found.past;
  auto all = found.past_failure ? std::vector<stored_exchange>{} : stored_part(store, query);
  auto answered = past.older + past.exchanges.size();
  for (const auto& name : names) {
    auto read = store.find_exchange(name.asker, name.request);
    const auto stored = read ? *std::move(read) : std::nullopt;
    const auto shown = waiting.shown(name, stored);
    if (!shown || (stored && stored->status)) {
      // The question is unknown; or it was written again after a crash.
      continue;
    }
    if (has_answer(*shown)) {
      ++answered;
      past.reached =
          std::max(past.reached, shown->summary.safety.value_or(answer_safety{past.reached}).level);
      found.past_failure.reset();
    }
    if (stored) {
      replace(all, *shown);
    } else {
      all.push_back(*shown);
    }
  }
  take_newest(all, query, past);
  // Another process may have added exchanges between the two reads.
  past.older = answered - std::min(answered, past.exchanges.size());
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
