// What the store gives back.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "domain/recent_past.hpp"
#include "net/storage/sqlite_rows.hpp"
#include "net/storage/sqlite_store.hpp"
#include "net/storage/store_errors.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

std::uint32_t count_at(const sqlite_run& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));
}

std::optional<std::uint32_t> optional_count_at(const sqlite_run& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{count_at(row, column)};
}

answer_summary read_summary(const sqlite_run& row, std::string text) {
  answer_summary summary;
  summary.text = std::make_shared<const std::string>(std::move(text));
  summary.model = row.text(9);
  summary.provider = row.text(10);
  summary.finish_reason = row.text(11);
  if (!row.is_null(12)) {
    summary.first_token = milliseconds{row.integer(12)};
  }
  summary.duration = milliseconds{row.integer(13)};
  if (!row.is_null(16)) {
    summary.usage =
        token_usage{count_at(row, 14),          count_at(row, 15),          count_at(row, 16),
                    optional_count_at(row, 17), optional_count_at(row, 18), row.integer(19) != 0};
  }
  summary.safety = safety_level_from_string(row.text(21));
  return summary;
}

struct exchange_row {
  std::int64_t id = 0;
  stored_exchange exchange;
};

result<exchange_row> read_exchange(const sqlite_run& row, const value_seal& seal) {
  const places::exchange place{row.integer(0), row.integer(24), row.text(1)};
  auto question = seal.open(row, 4, places::question(place));
  auto answer = seal.open(row, 7, places::answer(place));
  if (!question || !answer) {
    return !question ? question.failure() : answer.failure();
  }
  exchange_row read;
  read.id = row.integer(0);
  auto& exchange = read.exchange;
  exchange.request = {std::string{row.text(1)}};
  exchange.conversation = {std::string{row.text(2)}};
  exchange.kind = row.text(3) == "general" ? chat_kind::general : chat_kind::health;
  exchange.question = std::move(question).value();
  exchange.asked_at = from_unix_ms(row.integer(5));
  exchange.status = request_status_from_string(row.text(6));
  exchange.summary = read_summary(row, std::move(answer).value());
  exchange.answered_at = from_unix_ms(row.integer(8));
  exchange.failure = ec_from_string(row.text(20));
  exchange.member = {std::string{row.text(23)}};
  return read;
}

result<stored_exchange> only_exchange(const sqlite_run& row, const value_seal& seal) {
  auto read = read_exchange(row, seal);
  return read ? result<stored_exchange>{std::move(read->exchange)} : read.failure();
}

}  // namespace

result<std::optional<stored_exchange>> sqlite_store::find_exchange(const user_id& asker,
                                                                   const request_id& request) {
  sqlite_run run{statements_.by_request, asker.value, request.value};
  return read_row(run, [&](const sqlite_run& row) { return only_exchange(row, seal_); });
}

result<std::vector<stored_exchange>> sqlite_store::load_session(const session_query& query) {
  sqlite_run run{statements_.by_session, query.user.value, query.session.value,
                 row_limit(query.max_exchanges)};
  auto rows = read_rows(run, [&](const sqlite_run& row) { return only_exchange(row, seal_); });
  if (rows) {
    std::reverse(rows->begin(), rows->end());
  }
  return rows;
}

result<conversation_list> sqlite_store::list_conversations(const conversation_list_query& query) {
  conversation_list page;
  std::int64_t last = 0;
  // One more than asked for tells whether there is another page.
  sqlite_run run{statements_.list_conversations, query.user.value, query.member.value, query.before,
                 row_limit(query.limit) + 1};
  using numbered = std::pair<std::int64_t, conversation_summary>;
  auto rows = read_rows(run, [&](const sqlite_run& row) -> result<numbered> {
    const places::exchange first{row.integer(6), row.integer(7), row.text(8)};
    auto title = seal_.open(row, 2, places::question(first));
    if (!title) {
      return title.failure();
    }
    return numbered{row.integer(4),
                    {{std::string{row.text(0)}},
                     query.member,
                     std::move(title).value(),
                     from_unix_ms(row.integer(1)),
                     from_unix_ms(row.integer(3)),
                     count_at(row, 5)}};
  });
  if (!rows) {
    return rows.failure();
  }
  for (auto& [newest, summary] : *rows) {
    if (page.conversations.size() == query.limit) {
      page.next = last;
      break;
    }
    last = newest;
    page.conversations.push_back(std::move(summary));
  }
  return page;
}

result<exchange_list> sqlite_store::list_exchanges(const exchange_list_query& query) {
  sqlite_run find{statements_.find_conversation, query.key.user.value, query.key.member.value,
                  query.key.conversation.value};
  const auto found = find.step();
  if (!found) {
    return found.failure();
  }
  if (!*found) {
    return no_such_conversation();
  }
  sqlite_run run{statements_.by_conversation, find.integer(0), query.before,
                 row_limit(query.limit) + 1};
  auto rows = read_rows(run, [&](const sqlite_run& row) { return read_exchange(row, seal_); });
  if (!rows) {
    return rows.failure();
  }
  exchange_list page;
  if (rows->size() > query.limit) {
    rows->resize(query.limit);
    page.next = rows->back().id;
  }
  for (auto row = rows->rbegin(); row != rows->rend(); ++row) {
    page.exchanges.push_back(std::move(row->exchange));
  }
  return page;
}

result<elsewhere_list> sqlite_store::list_elsewhere(const elsewhere_query& query) {
  sqlite_run run{statements_.elsewhere, query.asker.value, query.before,
                 row_limit(query.limit) + 1};
  using numbered = std::pair<std::int64_t, exchange_elsewhere>;
  auto rows = read_rows(run, [&](const sqlite_run& row) -> result<numbered> {
    auto read = read_exchange(row, seal_);
    if (!read) {
      return read.failure();
    }
    auto& [id, exchange] = *read;
    conversation_key key{
        {std::string{row.text(22)}}, {std::string{row.text(23)}}, exchange.conversation};
    return numbered{id, {std::move(key), std::move(exchange)}};
  });
  if (!rows) {
    return rows.failure();
  }
  elsewhere_list page;
  if (rows->size() > query.limit) {
    rows->resize(query.limit);
    page.next = rows->back().first;
  }
  for (auto row = rows->rbegin(); row != rows->rend(); ++row) {
    page.exchanges.push_back(std::move(row->second));
  }
  return page;
}

result<conversation_past> sqlite_store::load_past(const history_query& query) {
  sqlite_run sums{statements_.past, query.key.user.value, query.key.member.value,
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
  auto exchanges = load_history(sums.integer(0), query);
  if (!exchanges) {
    return exchanges.failure();
  }
  past.exchanges = *std::move(exchanges);
  past.older = static_cast<std::size_t>(sums.integer(1)) - past.exchanges.size();
  return past;
}

result<std::vector<past_exchange>> sqlite_store::load_history(std::int64_t conversation,
                                                              const history_query& query) {
  sqlite_run run{statements_.history, conversation, row_limit(recent_past::most_looked_at(query))};
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
    past.add({*std::move(question), *std::move(answer)}, run.integer(6) != 0);
  }
  return std::move(past).take();
}

}  // namespace aurawell::net
