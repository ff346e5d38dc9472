#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "domain/ports/advice_records.hpp"
#include "net/storage/database/sql_values.hpp"
#include "net/storage/rows/exchange_rows.hpp"
#include "net/storage/store/group_columns.hpp"

/// The rows that a group of writes sends for questions, and their columns: a further column is a
/// further line.
namespace aurawell::net::group_rows {

/// A user whom nobody may erase until the transaction ends.
struct held {
  std::string_view name;
};

inline constexpr std::tuple held_columns{
    group_column{"name", [](const held& row) { return row.name; }},
};

/// The names are those that the asker and the owner would have if they were erased.
struct asked {
  const question_record* question = nullptr;
  std::string_view asker_name;
  std::optional<std::string_view> owner_name;
};

inline constexpr std::tuple asked_columns{
    group_column{"owner", [](const asked& row) { return text_of(row.question->key.user); }},
    group_column{"member", [](const asked& row) { return text_of(row.question->key.member); }},
    group_column{"name", [](const asked& row) { return text_of(row.question->key.conversation); }},
    group_column{"asker", [](const asked& row) { return text_of(row.question->asker()); }},
    group_column{"request", [](const asked& row) { return text_of(row.question->request); }},
    group_column{"asker_name", [](const asked& row) { return row.asker_name; }},
    group_column{"admitted_at",
                 [](const asked& row) { return unix_ms(row.question->admitted_at); }},
    group_column{"owner_name", [](const asked& row) { return row.owner_name; }},
    group_column{"asked_at", [](const asked& row) { return unix_ms(row.question->asked_at); }},
};

/// A question whose row is looked up.
struct wanted {
  const user_id* asker = nullptr;
  const request_id* request = nullptr;
};

inline constexpr std::tuple wanted_columns{
    group_column{"asker", [](const wanted& row) { return text_of(*row.asker); }},
    group_column{"request", [](const wanted& row) { return text_of(*row.request); }},
};

/// A new conversation.
struct opened {
  std::int64_t id = 0;
  const question_record* first = nullptr;
};

inline constexpr std::tuple opened_columns{
    group_column{"id", [](const opened& row) { return row.id; }},
    group_column{"user_id", [](const opened& row) { return text_of(row.first->key.user); }},
    group_column{"member_id", [](const opened& row) { return text_of(row.first->key.member); }},
    group_column{"conversation_id",
                 [](const opened& row) { return text_of(row.first->key.conversation); }},
    group_column{"created_at", [](const opened& row) { return unix_ms(row.first->asked_at); }},
};

/// A new question.
struct added {
  std::int64_t id = 0;
  std::int64_t conversation = 0;
  const question_record* question = nullptr;
  stored_value text;
  std::optional<std::string_view> runner;
  std::optional<stored_value> job;
};

inline constexpr std::tuple added_columns{
    group_column{"id", [](const added& row) { return row.id; }},
    group_column{"conversation", [](const added& row) { return row.conversation; }},
    group_column{"user_id", [](const added& row) { return text_of(row.question->asker()); }},
    group_column{"request_id", [](const added& row) { return text_of(row.question->request); }},
    group_column{"kind", [](const added& row) { return kind_value(row.question->kind); }},
    group_column{"question", [](const added& row) -> const stored_value& { return row.text; }},
    group_column{"asked_at", [](const added& row) { return unix_ms(row.question->asked_at); }},
    group_column{"session_id", [](const added& row) { return text_of(row.question->session); }},
    group_column{"runner", [](const added& row) { return row.runner; }},
    group_column{"job",
                 [](const added& row) -> const std::optional<stored_value>& { return row.job; }},
};

/// A running question that this process goes on with.
struct claimed {
  std::int64_t id = 0;
  std::optional<std::string_view> former;
  run_term former_term = no_term;
  std::string_view runner;
};

inline constexpr std::tuple claimed_columns{
    group_column{"id", [](const claimed& row) { return row.id; }},
    group_column{"former", [](const claimed& row) { return row.former; }},
    group_column{"former_term", [](const claimed& row) { return row.former_term; }},
    group_column{"runner", [](const claimed& row) { return row.runner; }},
};

}  // namespace aurawell::net::group_rows
