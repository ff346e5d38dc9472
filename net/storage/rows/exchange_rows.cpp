#include "net/storage/rows/exchange_rows.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

std::uint32_t count_at(const sql_run& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));
}

std::optional<std::uint32_t> optional_count_at(const sql_run& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{count_at(row, column)};
}

}  // namespace

std::optional<std::string_view> level_value(const std::optional<answer_safety>& found) {
  return found ? std::optional{to_string(found->level)} : std::nullopt;
}

std::optional<std::string_view> region_value(const std::optional<answer_safety>& found) {
  const bool is_known = found && found->user_region != safety::region::unknown;
  return is_known ? std::optional{to_string(found->user_region)} : std::nullopt;
}

std::optional<std::string_view> level_now_value(const std::optional<answer_safety>& found) {
  return found && found->level_now ? std::optional{to_string(*found->level_now)} : std::nullopt;
}

std::string_view kind_value(chat_kind kind) {
  return kind == chat_kind::health ? "health" : "general";
}

std::optional<std::int64_t> first_token_value(const answer_summary& summary) {
  return summary.first_token ? std::optional<std::int64_t>{summary.first_token->count()}
                             : std::nullopt;
}

std::optional<std::string_view> failure_value(const answer_record& answer) {
  return answer.failure ? std::optional{to_string(*answer.failure)} : std::nullopt;
}

std::optional<answer_safety> read_safety(const sql_run& row) {
  const auto level = safety_level_from_string(row.text(21));
  if (!level) {
    return std::nullopt;
  }
  const auto user_region = safety::region_from_string(row.text(22));
  return answer_safety{*level, user_region.value_or(safety::region::unknown),
                       safety_level_from_string(row.text(23))};
}

sql_run set_answer_run(const sql_statement& update, std::int64_t row, const stored_value& text,
                       const answer_record& answer) {
  const auto& summary = answer.summary;
  return sql_run{update,
                 row,
                 to_string(answer.status),
                 text,
                 unix_ms(answer.answered_at),
                 foreign_text{summary.model},
                 foreign_text{summary.provider},
                 foreign_text{summary.finish_reason},
                 first_token_value(summary),
                 std::int64_t{summary.duration.count()},
                 usage_value(summary, &token_usage::prompt_tokens),
                 usage_value(summary, &token_usage::completion_tokens),
                 usage_value(summary, &token_usage::total_tokens),
                 usage_value(summary, &token_usage::cached_tokens),
                 usage_value(summary, &token_usage::reasoning_tokens),
                 usage_value(summary, &token_usage::estimated),
                 failure_value(answer),
                 level_value(summary.safety),
                 region_value(summary.safety),
                 level_now_value(summary.safety)};
}

std::optional<stored_value> job_value(const question_record& question, const value_seal& seal,
                                      const value_place& place) {
  const auto text = question.job ? text_of(*question.job) : error{};
  return text ? std::optional{seal.seal(*text, place)} : std::nullopt;
}

answer_summary read_summary(const sql_run& row, std::string text) {
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
  summary.safety = read_safety(row);
  return summary;
}

result<exchange_row> read_exchange(const sql_run& row, const value_seal& seal) {
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
  exchange.term = row.integer(28);
  return read;
}

result<exchange_page> read_exchanges(sql_run& run, const value_seal& seal, std::size_t most_rows,
                                     std::size_t most_bytes) {
  std::size_t bytes = 0;
  const auto add = [&](exchange_page& page, const sql_run& row) -> result<bool> {
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
