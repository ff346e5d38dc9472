#include "net/storage/rows/exchange_rows.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "net/storage/database/sqlite_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/answer_columns.hpp"

namespace aurawell::net {

result<exchange_row> read_exchange(const sqlite_run& row, const value_seal& seal) {
  const places::exchange place{row.integer(0), row.integer(26), row.text(1)};
  auto question = seal.open(row, 4, places::question(place));
  auto answer = seal.open(row, 7, places::answer(place));
  if (!question || !answer) {
    return !question ? question.failure() : answer.failure();
  }
  exchange_row read;
  read.id = row.integer(0);
  read.owner = {std::string{row.text(24)}};
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
  exchange.member = {std::string{row.text(25)}};
  return read;
}

result<exchange_page> read_exchanges(sqlite_run& run, const value_seal& seal, std::size_t most_rows,
                                     std::size_t most_bytes) {
  std::size_t bytes = 0;
  const auto add = [&](exchange_page& page, const sqlite_run& row) -> result<bool> {
    auto read = page.rows.size() < most_rows ? read_exchange(row, seal) : exchange_row{};
    if (!read) {
      return read.failure();
    }
    bytes += read->exchange.question.size();
    bytes += read->exchange.summary.text ? read->exchange.summary.text->size() : 0;
    const bool is_full = page.rows.size() == most_rows || bytes > most_bytes;
    if (is_full && !page.rows.empty()) {
      page.next = page.rows.back().id;
      return false;
    }
    page.rows.push_back(std::move(read).value());
    return true;
  };
  return gather_rows(run, exchange_page{}, add);
}

}  // namespace aurawell::net
