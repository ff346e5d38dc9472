// Reads of the store.

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "domain/prompt/recent_past.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/exchange_rows.hpp"
#include "net/storage/store/sql_store.hpp"

namespace aurawell::net {
namespace {

/// A page of what `to_element` makes of each row of `run`, oldest first.
template <class Page, class Query, class ToElement>
result<Page> read_page(sql_run& run, const value_seal& seal, const Query& query,
                       ToElement to_element) {
  auto read = read_exchanges(run, seal, query.limit, query.max_bytes);
  if (!read) {
    return read.failure();
  }
  Page page{{}, read->next};
  for (auto row = read->rows.rbegin(); row != read->rows.rend(); ++row) {
    page.exchanges.push_back(to_element(std::move(*row)));
  }
  return page;
}

}  // namespace

result<stored_exchange> sql_store::read_one(const sql_run& row) const {
  auto read = read_exchange(row, seal_);
  if (!read) {
    return read.failure();
  }
  auto& exchange = read->exchange;
  exchange.is_answered_elsewhere =
      processes_ && !exchange.status && processes_->may_end_elsewhere(row.text(27));
  return std::move(exchange);
}

result<std::optional<stored_exchange>> sql_store::find_exchange(const user_id& asker,
                                                                const request_id& request) {
  sql_run run{statements_.by_request, asker.value, request.value};
  return read_row(run, [&](const sql_run& row) { return read_one(row); });
}

result<std::vector<stored_exchange>> sql_store::load_session(const session_query& query) {
  sql_run run{statements_.by_session, query.user.value, query.session.value,
              row_limit(query.max_exchanges)};
  auto rows = read_rows(run, [&](const sql_run& row) { return read_one(row); });
  if (rows) {
    std::reverse(rows->begin(), rows->end());
  }
  return rows;
}

result<conversation_list> sql_store::list_conversations(const conversation_list_query& query) {
  // One row more than requested shows whether there is a further page.
  const auto& statement = query.order == conversation_order::newest_question
                              ? statements_.list_conversations
                              : statements_.list_by_age;
  sql_run run{statement, query.user.value, query.member.value, query.before,
              row_limit(query.limit) + 1};
  page_cursor last;
  std::size_t bytes = 0;
  const auto add = [&](conversation_list& page, const sql_run& row) -> result<bool> {
    const places::exchange first{row.integer(6), row.integer(7), row.text(8)};
    auto title = seal_.open(row, 2, places::question(first));
    if (!title) {
      return title.failure();
    }
    bytes += title->size();
    const bool is_full = page.conversations.size() == query.limit || bytes > query.max_bytes;
    if (is_full && last) {
      page.next = last;
      return false;
    }
    last = row.integer(4);
    page.conversations.push_back({{std::string{row.text(0)}},
                                  query.member,
                                  std::move(title).value(),
                                  from_unix_ms(row.integer(1)),
                                  from_unix_ms(row.integer(3)),
                                  static_cast<std::uint32_t>(row.integer(5))});
    return true;
  };
  return gather_rows(run, conversation_list{}, add);
}

result<exchange_list> sql_store::list_exchanges(const exchange_list_query& query) {
  sql_run find{statements_.find_conversation, query.key.user.value, query.key.member.value,
               query.key.conversation.value};
  const auto found = find.step();
  if (!found) {
    return found.failure();
  }
  if (!*found) {
    return no_such_conversation();
  }
  sql_run run{statements_.by_conversation, find.integer(0), query.before,
              row_limit(query.limit) + 1};
  return read_page<exchange_list>(run, seal_, query,
                                  [](exchange_row row) { return std::move(row.exchange); });
}

result<elsewhere_list> sql_store::list_elsewhere(const elsewhere_query& query) {
  sql_run run{statements_.elsewhere, query.asker.value, query.before, row_limit(query.limit) + 1};
  return read_page<elsewhere_list>(run, seal_, query, [](exchange_row row) {
    conversation_key key{std::move(row.owner), row.exchange.member, row.exchange.conversation};
    return exchange_elsewhere{std::move(key), std::move(row.exchange)};
  });
}

result<conversation_past> sql_store::load_past(const history_query& query) {
  sql_run sums{statements_.past, query.key.user.value, query.key.member.value,
               query.key.conversation.value};
  const auto row = sums.step();
  if (!row) {
    return row.failure();
  }
  conversation_past past;
  if (!*row) {
    return past;
  }
  past.reached = static_cast<safety_level>(sums.integer(2));
  if (const auto loaded = load_history(sums.integer(0), query, past); !loaded) {
    return loaded.failure();
  }
  past.older = static_cast<std::size_t>(sums.integer(1)) - past.exchanges.size();
  return past;
}

result<void> sql_store::load_history(std::int64_t conversation, const history_query& query,
                                     conversation_past& into) {
  sql_run run{statements_.history, conversation, row_limit(recent_past::most_looked_at(query))};
  recent_past past{query};
  while (!past.is_full()) {
    const auto row = run.step();
    if (!row) {
      return row.failure();
    }
    if (!*row) {
      break;
    }
    const places::exchange place{run.integer(0), run.integer(1), run.text(2)};
    auto question = seal_.open(run, 3, places::question(place));
    if (!question) {
      return question.failure();
    }
    if (const bool has_ended = run.integer(5) != 0; !has_ended) {
      past.add_running(*std::move(question));
      continue;
    }
    auto answer = seal_.open(run, 4, places::answer(place));
    if (!answer) {
      return answer.failure();
    }
    if (answer->empty()) {
      past.add_unanswered(*std::move(question));
    } else {
      past.add({*std::move(question), *std::move(answer)}, run.integer(6) != 0);
    }
  }
  into.unanswered = past.take_unanswered();
  into.exchanges = std::move(past).take();
  return {};
}

}  // namespace aurawell::net
