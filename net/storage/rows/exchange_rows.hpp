#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// The run of an UPDATE whose parameters are ?1 row, ?2 status, ?3 text, ?4 time, ?5 model,
/// ?6 provider, ?7 finish reason, ?8 first token, ?9 duration, ?10 to ?15 usage, ?16 error
/// code, ?17 safety, ?18 its region, ?19 the level of the question itself.
sql_run set_answer_run(const sql_statement& update, std::int64_t row, const stored_value& text,
                       const answer_record& answer);

/// For the columns `safety`, `safety_region` and `safety_now`.
std::optional<std::string_view> level_value(const std::optional<answer_safety>& found);
std::optional<std::string_view> region_value(const std::optional<answer_safety>& found);
std::optional<std::string_view> level_now_value(const std::optional<answer_safety>& found);

std::string_view kind_value(chat_kind kind);
std::optional<std::int64_t> first_token_value(const answer_summary& summary);
std::optional<std::string_view> failure_value(const answer_record& answer);

/// A field of the token usage.
template <class T>
std::optional<std::int64_t> usage_value(const answer_summary& summary, T token_usage::*field) {
  return summary.usage ? std::optional<std::int64_t>{(*summary.usage).*field} : std::nullopt;
}
template <class T>
std::optional<std::int64_t> usage_value(const answer_summary& summary,
                                        std::optional<T> token_usage::*field) {
  return summary.usage && (*summary.usage).*field
             ? std::optional<std::int64_t>{*((*summary.usage).*field)}
             : std::nullopt;
}

/// From the columns 21 safety, 22 its region, 23 the level of the question itself.
std::optional<answer_safety> read_safety(const sql_run& row);

/// From the columns 9 model, 10 provider, 11 finish reason, 12 first token, 13 duration,
/// 14 to 19 usage, and those of `read_safety`.
answer_summary read_summary(const sql_run& row, std::string text);

/// For a column `job`. Nothing: the question has none, or one that is too long.
std::optional<stored_value> job_value(const question_record& question, const value_seal& seal,
                                      const value_place& place);

struct exchange_row {
  std::int64_t id = 0;
  /// The owner of the conversation.
  user_id owner;
  stored_exchange exchange;
};

struct exchange_page {
  /// Newest first.
  std::vector<exchange_row> rows;
  page_cursor next;
};

/// Reads the present row of a statement that returns such rows. Column 27, the runner, and those
/// behind 28, the term, are left to the caller.
result<exchange_row> read_exchange(const sql_run& row, const value_seal& seal);

/// Reads rows up to both limits, and at least one. `run` returns the newest first, and one more
/// than `most_rows` if there are more; rows beyond the page are not read.
result<exchange_page> read_exchanges(sql_run& run, const value_seal& seal, std::size_t most_rows,
                                     std::size_t most_bytes);

}  // namespace aurawell::net
