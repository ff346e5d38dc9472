#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "domain/ports/advice_records.hpp"
#include "net/storage/database/sql_values.hpp"
#include "net/storage/rows/exchange_rows.hpp"
#include "net/storage/store/group_columns.hpp"

/// The rows that a group of writes sends for answers, and their columns: a further column is a
/// further line.
namespace aurawell::net::group_rows {

/// Which row is changed, and only if this process still runs it.
struct guarded {
  std::int64_t id = 0;
  std::int64_t conversation = 0;
  std::optional<std::string_view> runner;
  run_term term = no_term;
};

inline constexpr std::tuple guard_columns{
    group_column{"id", [](const auto& row) { return row.place.id; }},
    group_column{"runner", [](const auto& row) { return row.place.runner; }},
    group_column{"run_term", [](const auto& row) { return row.place.term; }},
};

/// The present text of a running answer.
struct begun {
  guarded place;
  const progress_record* progress = nullptr;
  stored_value text;
};

inline constexpr std::tuple begun_columns{
    group_column{"answer", [](const begun& row) -> const stored_value& { return row.text; }},
    group_column{"safety", [](const begun& row) { return level_value(row.progress->safety); }},
    group_column{"safety_region",
                 [](const begun& row) { return region_value(row.progress->safety); }},
    group_column{"safety_now",
                 [](const begun& row) { return level_now_value(row.progress->safety); }},
};

/// A whole answer.
struct ended {
  guarded place;
  const answer_record* answer = nullptr;
  stored_value text;

  const answer_summary& summary() const { return answer->summary; }
};

inline constexpr std::tuple ended_columns{
    group_column{"status", [](const ended& row) { return to_string(row.answer->status); }},
    group_column{"answer", [](const ended& row) -> const stored_value& { return row.text; }},
    group_column{"answered_at", [](const ended& row) { return unix_ms(row.answer->answered_at); }},
    group_column{"model", [](const ended& row) { return foreign_text{row.summary().model}; }},
    group_column{"provider", [](const ended& row) { return foreign_text{row.summary().provider}; }},
    group_column{"finish_reason",
                 [](const ended& row) { return foreign_text{row.summary().finish_reason}; }},
    group_column{"first_token_ms",
                 [](const ended& row) { return first_token_value(row.summary()); }},
    group_column{"duration_ms",
                 [](const ended& row) { return std::int64_t{row.summary().duration.count()}; }},
    group_column{
        "prompt_tokens",
        [](const ended& row) { return usage_value(row.summary(), &token_usage::prompt_tokens); }},
    group_column{"completion_tokens",
                 [](const ended& row) {
                   return usage_value(row.summary(), &token_usage::completion_tokens);
                 }},
    group_column{
        "total_tokens",
        [](const ended& row) { return usage_value(row.summary(), &token_usage::total_tokens); }},
    group_column{
        "cached_tokens",
        [](const ended& row) { return usage_value(row.summary(), &token_usage::cached_tokens); }},
    group_column{"reasoning_tokens",
                 [](const ended& row) {
                   return usage_value(row.summary(), &token_usage::reasoning_tokens);
                 }},
    group_column{
        "usage_estimated",
        [](const ended& row) { return usage_value(row.summary(), &token_usage::estimated); }},
    group_column{"error_code", [](const ended& row) { return failure_value(*row.answer); }},
    group_column{"safety", [](const ended& row) { return level_value(row.summary().safety); }},
    group_column{"safety_region",
                 [](const ended& row) { return region_value(row.summary().safety); }},
    group_column{"safety_now",
                 [](const ended& row) { return level_now_value(row.summary().safety); }},
};

}  // namespace aurawell::net::group_rows
