#include "net/storage/rows/waiting_rows.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/exchange_rows.hpp"

namespace aurawell::net {
namespace {

// ?1 number, ?2 asker, ?3 request, ?4 text; ?5 owner, ?6 member, ?7 conversation, ?8 session, ?9
// kind of chat, ?10 whether it makes the member, ?11 time, ?12 when the asker was admitted, ?13 job
constexpr std::string_view add_question_sql = R"sql(
  INSERT INTO waiting_writes (kind, id, asker_id, request_id, text, owner_id, member_id,
    conversation_id, session_id, chat_kind, makes_member, at, admitted_at, job)
  VALUES ('question', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13))sql";

constexpr std::string_view add_progress_sql = R"sql(
  INSERT INTO waiting_writes (kind, id, asker_id, request_id, text, safety, safety_region,
    safety_now, run_term)
  VALUES ('progress', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

// Its text and other values follow with `set_answer`.
constexpr std::string_view add_answer_sql = R"sql(
  INSERT INTO waiting_writes (kind, id, asker_id, request_id, text, owner_id, member_id,
    conversation_id, run_term)
  VALUES ('answer', ?1, ?2, ?3, '', ?4, ?5, ?6, ?7))sql";

// Parameters as in `set_answer_run`.
constexpr std::string_view set_waiting_answer_sql = R"sql(
  UPDATE waiting_writes SET
    status = ?2, text = ?3, at = ?4, model = ?5, provider = ?6, finish_reason = ?7,
    first_token_ms = ?8, duration_ms = ?9, prompt_tokens = ?10, completion_tokens = ?11,
    total_tokens = ?12, cached_tokens = ?13, reasoning_tokens = ?14, usage_estimated = ?15,
    error_code = ?16, safety = ?17, safety_region = ?18, safety_now = ?19
  WHERE id = ?1)sql";

// ?1 asker, ?2 request
constexpr std::string_view forget_progress_sql = R"sql(
  DELETE FROM waiting_writes
  WHERE asker_id = ?1 AND request_id = ?2 AND kind = 'progress' AND refused IS NULL)sql";

// In the order in which `read_waiting` and `read_summary` read them. ?1 and ?2 the first and last
// number.
constexpr std::string_view waiting_columns = R"sql(
  SELECT id, kind, asker_id, request_id, owner_id, member_id, conversation_id, text, at,
    model, provider, finish_reason, first_token_ms, duration_ms, prompt_tokens,
    completion_tokens, total_tokens, cached_tokens, reasoning_tokens, usage_estimated,
    error_code, safety, safety_region, safety_now, status, session_id, chat_kind, makes_member,
    admitted_at, refused, run_term, job
  FROM waiting_writes NOT INDEXED WHERE id BETWEEN ?1 AND ?2 ORDER BY id )sql";

constexpr std::string_view names_sql = R"sql(
  SELECT id, asker_id, request_id, kind FROM waiting_writes INDEXED BY waiting_writes_by_request
  WHERE refused IS NULL)sql";

// ?1 number of the newest ones to keep.
constexpr std::string_view forget_aside_sql = R"sql(
  DELETE FROM waiting_writes WHERE refused IS NOT NULL AND id NOT IN (
    SELECT id FROM waiting_writes WHERE refused IS NOT NULL ORDER BY id DESC LIMIT ?1))sql";

std::string_view chat_name(chat_kind kind) {
  return kind == chat_kind::general ? "general" : "health";
}

std::optional<std::int64_t> term_value(run_term term) {
  return term == no_term ? std::nullopt : std::optional{term};
}

struct row_writer {
  const waiting_statements& statements;
  std::int64_t number;
  const value_seal& seal;

  stored_value sealed(std::string_view text, const user_id& asker,
                      const request_id& request) const {
    return seal.seal(text, places::waiting_text(number, asker.value, request.value));
  }

  result<void> operator()(const question_record& question) const {
    const auto& [owner, member, conversation] = question.key;
    const auto& asker = question.asker();
    const auto place = places::waiting_job(number, asker.value, question.request.value);
    return run_once(statements.add_question, number, asker.value, question.request.value,
                    sealed(question.text, asker, question.request), owner.value, member.value,
                    conversation.value, question.session.value, chat_name(question.kind),
                    std::int64_t{question.makes_member}, unix_ms(question.asked_at),
                    unix_ms(question.admitted_at), job_value(question, seal, place));
  }

  result<void> operator()(const progress_record& progress) const {
    const auto& [asker, request, text, safety, term] = progress;
    if (auto done = run_once(statements.forget_progress, asker.value, request.value); !done) {
      return done;
    }
    return run_once(statements.add_progress, number, asker.value, request.value,
                    sealed(text, asker, request), level_value(safety), region_value(safety),
                    level_now_value(safety), term_value(term));
  }

  result<void> operator()(const answer_record& answer) const {
    const auto& [owner, member, conversation] = answer.key;
    const auto& asker = answer.asker();
    const auto& request = answer.request;
    if (auto done = run_once(statements.forget_progress, asker.value, request.value); !done) {
      return done;
    }
    auto added = run_once(statements.add_answer, number, asker.value, request.value, owner.value,
                          member.value, conversation.value, term_value(answer.term));
    const auto text = sealed(*answer.summary.text, asker, request);
    return added ? set_answer_run(statements.set_answer, number, text, answer).finish() : added;
  }
};

template <class Id>
Id id_at(const sql_run& row, int column) {
  return {std::string{row.text(column)}};
}

conversation_key key_at(const sql_run& row) {
  return {id_at<user_id>(row, 4), id_at<member_id>(row, 5), id_at<conversation_id>(row, 6)};
}

/// Empty when the owner asks.
user_id asked_by_at(const sql_run& row) {
  return row.text(2) == row.text(4) ? user_id{} : id_at<user_id>(row, 2);
}

/// NULL is 0, which is `no_term`.
run_term term_at(const sql_run& row) {
  return row.integer(30);
}

question_record read_question(const sql_run& row, std::string text,
                              std::shared_ptr<const question_job> job) {
  return {key_at(row),
          id_at<session_id>(row, 25),
          id_at<request_id>(row, 3),
          row.text(26) == "general" ? chat_kind::general : chat_kind::health,
          std::move(text),
          from_unix_ms(row.integer(8)),
          asked_by_at(row),
          row.integer(27) != 0,
          from_unix_ms(row.integer(28)),
          std::move(job)};
}

/// Null also when it cannot be read: the question is worth more than what is kept to ask it again.
std::shared_ptr<const question_job> read_job(const sql_run& row, const value_seal& seal) {
  const auto text =
      seal.open(row, 31, places::waiting_job(row.integer(0), row.text(2), row.text(3)));
  auto job = text ? job_of(*text) : error{};
  return job ? std::make_shared<const question_job>(std::move(job).value()) : nullptr;
}

answer_record read_answer(const sql_run& row, request_status status, std::string text) {
  return {key_at(row),
          id_at<request_id>(row, 3),
          status,
          read_summary(row, std::move(text)),
          from_unix_ms(row.integer(8)),
          ec_from_string(row.text(20)),
          asked_by_at(row),
          term_at(row)};
}

}  // namespace

result<waiting_statements> waiting_statements::prepare(sql_connection& connection) {
  const std::string rows{waiting_columns};
  const auto backwards = rows + "DESC";
  waiting_statements all;
  const auto done = prepare_all(
      connection,
      {{&all.next_number, "SELECT coalesce(max(id), 0) + 1 FROM waiting_writes"},
       {&all.add_question, add_question_sql},
       {&all.add_progress, add_progress_sql},
       {&all.add_answer, add_answer_sql},
       {&all.set_answer, set_waiting_answer_sql},
       {&all.forget_progress, forget_progress_sql},
       {&all.oldest_first, rows},
       {&all.newest_first, backwards},
       {&all.names, names_sql},
       {&all.remove_until, "DELETE FROM waiting_writes WHERE id <= ?1 AND refused IS NULL"},
       {&all.clear, "DELETE FROM waiting_writes WHERE refused IS NULL"},
       {&all.remove, "DELETE FROM waiting_writes WHERE id = ?1"},
       {&all.set_aside, "UPDATE waiting_writes SET refused = ?2 WHERE id = ?1"},
       {&all.forget_aside, forget_aside_sql},
       {&all.erase, "DELETE FROM waiting_writes WHERE asker_id = ?1 OR owner_id = ?1"}});
  if (!done) {
    return done.failure();
  }
  return all;
}

result<void> add_waiting(const waiting_statements& statements, std::int64_t number,
                         const spooled_write& write, const value_seal& seal) {
  return std::visit(row_writer{statements, number, seal}, write);
}

std::int64_t number_of(const sql_run& row) {
  return row.integer(0);
}

request_id request_at(const sql_run& row) {
  return id_at<request_id>(row, 3);
}

std::string_view refusal_at(const sql_run& row) {
  return row.text(29);
}

result<spooled_write> read_waiting(const sql_run& row, const value_seal& seal) {
  auto text = seal.open(row, 7, places::waiting_text(row.integer(0), row.text(2), row.text(3)));
  if (!text) {
    return text.failure();
  }
  const auto kind = row.text(1);
  const auto status = request_status_from_string(row.text(24));
  if (kind == "question") {
    return spooled_write{read_question(row, std::move(text).value(), read_job(row, seal))};
  }
  if (kind == "progress") {
    return spooled_write{progress_record{id_at<user_id>(row, 2), id_at<request_id>(row, 3),
                                         std::move(text).value(), read_safety(row), term_at(row)}};
  }
  if (kind == "answer" && status && is_terminal(*status)) {
    return spooled_write{read_answer(row, *status, std::move(text).value())};
  }
  return error{ec::database_failed, "its row is damaged"};
}

}  // namespace aurawell::net
