#include "net/storage/rows/store_statements.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace aurawell::net {
namespace {

// "Asker" is the account that asks, "user" the one that the conversation belongs to. What one write
// needs is for SQLite alone: over PostgreSQL all writes are groups,
// net/storage/store/group_statements.

// ?1 user, ?2 member, ?3 conversation, ?4 asker, ?5 request, ?6 and ?8 names that the asker and the
// owner would have if they were erased, ?7 and ?9 since when that matters. One row: of the question
// with this request id whether it is running, its runner and its id; the conversation's id; whether
// one of the two was erased; ids for new rows, higher than all before; the term of the question.
constexpr std::string_view place_question_sql = R"sql(
  SELECT e.id IS NOT NULL AND e.status IS NULL, e.runner, e.id, c.id,
    EXISTS (SELECT 1 FROM erased_users
      WHERE (name = ?6 AND (for_good <> 0 OR erased_at >= ?7))
        OR (name = ?8 AND (for_good <> 0 OR erased_at >= ?9))),
    (SELECT coalesce(max(id), 0) + 1 FROM exchanges),
    (SELECT coalesce(max(id), 0) + 1 FROM conversations), e.run_term
  FROM (SELECT 1 AS one) AS always
  LEFT JOIN exchanges AS e ON e.user_id = ?4 AND e.request_id = ?5
  LEFT JOIN conversations AS c
    ON c.user_id = ?1 AND c.member_id = ?2 AND c.conversation_id = ?3)sql";

// ?1 id, ?2 user, ?3 member, ?4 conversation, ?5 now
constexpr std::string_view add_conversation_sql = R"sql(
  INSERT INTO conversations (id, user_id, member_id, conversation_id, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (user_id, member_id, conversation_id) DO NOTHING)sql";

// ?1 id, ?2 conversation's row, ?3 asker, ?4 request, ?5 kind, ?6 question, ?7 now, ?8 session,
// ?9 runner, ?10 job. Writes nothing if another process has written the question or removed the
// conversation. Not VALUES: for a statement that certainly writes one row SQLite undoes the whole
// batch when the disk is full, otherwise only the statement.
constexpr std::string_view add_exchange_sql = R"sql(
  INSERT INTO exchanges
    (id, conversation, user_id, request_id, kind, question, asked_at, session_id, runner, job)
  SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM conversations WHERE id = ?2
  ON CONFLICT (user_id, request_id) DO NOTHING)sql";

// ?1 asker, ?2 request. The last column: whether it has ended.
constexpr std::string_view find_progressing_sql = R"sql(
  SELECT id, conversation, runner, run_term, status IS NOT NULL FROM exchanges AS e
  WHERE user_id = ?1 AND request_id = ?2)sql";

// ?1 id, ?2 runner, ?3 former runner, ?4 former term
constexpr std::string_view set_runner_sql = R"sql(
  UPDATE exchanges SET runner = ?2, run_term = run_term + 1
  WHERE id = ?1 AND runner IS NOT DISTINCT FROM ?3 AND run_term = ?4 AND status IS NULL)sql";

constexpr std::string_view set_progress_sql = R"sql(
  UPDATE exchanges SET answer = ?2, safety = ?3, safety_region = ?4, safety_now = ?5
  WHERE id = ?1 AND status IS NULL)sql";

// ?1 user, ?2 member, ?3 conversation, ?4 asker, ?5 request
constexpr std::string_view find_question_sql = R"sql(
  SELECT e.id, c.id, e.runner, e.run_term FROM exchanges AS e JOIN conversations AS c ON c.id = e.conversation
  WHERE e.user_id = ?4 AND e.request_id = ?5
    AND c.user_id = ?1 AND c.member_id = ?2 AND c.conversation_id = ?3)sql";

constexpr std::string_view set_answer_sql = R"sql(
  UPDATE exchanges SET
    status = ?2, answer = ?3, answered_at = ?4, model = ?5, provider = ?6, finish_reason = ?7,
    first_token_ms = ?8, duration_ms = ?9, prompt_tokens = ?10, completion_tokens = ?11,
    total_tokens = ?12, cached_tokens = ?13, reasoning_tokens = ?14, usage_estimated = ?15,
    error_code = ?16, safety = ?17, safety_region = ?18, safety_now = ?19, job = NULL
  WHERE id = ?1)sql";

constexpr std::string_view remove_conversation_sql = R"sql(
  DELETE FROM conversations
  WHERE user_id = ?1 AND member_id = ?2 AND conversation_id = ?3)sql";

// ?1 user, ?2 member, ?3 conversation: its row, how many exchanges have an answer
// text, and the highest level as the number of `safety_level`.
constexpr std::string_view past_sql = R"sql(
  SELECT id, answered, reached FROM conversations
  WHERE user_id = ?1 AND member_id = ?2 AND conversation_id = ?3)sql";

// ?1 conversation's row, ?2 limit. Newest first, those without an answer too; the last two columns:
// whether it has ended, and not as a whole.
constexpr std::string_view history_sql = R"sql(
  SELECT id, conversation, request_id, question, answer, status IS NOT NULL,
    status IS NOT NULL AND status <> 'done'
  FROM exchanges
  WHERE conversation = ?1
  ORDER BY id DESC LIMIT ?2)sql";

// In the order in which `read_exchange` reads them.
constexpr std::string_view exchange_columns = R"sql(
  SELECT e.id, e.request_id, c.conversation_id, e.kind, e.question, e.asked_at, e.status, e.answer,
    e.answered_at, e.model, e.provider, e.finish_reason, e.first_token_ms, e.duration_ms,
    e.prompt_tokens, e.completion_tokens, e.total_tokens, e.cached_tokens, e.reasoning_tokens,
    e.usage_estimated, e.error_code, e.safety, e.safety_region, e.safety_now, c.user_id, c.member_id,
    c.id, e.runner, e.run_term)sql";
constexpr std::string_view exchanges_sql =
    " FROM exchanges AS e JOIN conversations AS c ON c.id = e.conversation ";

// ?1 runner, ?2 limit. Oldest first, without those that another transaction is changing. SQLite
// would read all exchanges in the order of their ids.
constexpr std::string_view sqlite_run_by_sql = R"sql(, e.user_id, e.session_id, e.job
  FROM exchanges AS e INDEXED BY exchanges_under_way
  JOIN conversations AS c ON c.id = e.conversation
  WHERE e.status IS NULL AND e.runner IS NOT DISTINCT FROM ?1 ORDER BY e.id LIMIT ?2)sql";
constexpr std::string_view postgres_run_by_sql = R"sql(, e.user_id, e.session_id, e.job
  FROM exchanges AS e JOIN conversations AS c ON c.id = e.conversation
  WHERE e.status IS NULL AND e.runner IS NOT DISTINCT FROM ?1 ORDER BY e.id LIMIT ?2
  FOR UPDATE OF e SKIP LOCKED)sql";

// ?1 asker, ?2 request
constexpr std::string_view by_request_sql = "WHERE e.user_id = ?1 AND e.request_id = ?2";

// ?1 asker, ?2 session, ?3 limit
constexpr std::string_view by_session_sql =
    "WHERE e.user_id = ?1 AND e.session_id = ?2 ORDER BY e.id DESC LIMIT ?3";

// ?1 conversation's row, ?2 cursor, ?3 limit
constexpr std::string_view by_conversation_sql =
    "WHERE e.conversation = ?1 AND (?2 IS NULL OR e.id < ?2) ORDER BY e.id DESC LIMIT ?3";

// ?1 asker, ?2 cursor, ?3 limit
constexpr std::string_view elsewhere_sql = R"sql(
  WHERE e.user_id = ?1 AND c.user_id <> ?1 AND (?2 IS NULL OR e.id < ?2)
  ORDER BY e.id DESC LIMIT ?3)sql";

constexpr std::string_view find_conversation_sql = R"sql(
  SELECT id FROM conversations
  WHERE user_id = ?1 AND member_id = ?2 AND conversation_id = ?3)sql";

// ?1 user, ?2 member, ?3 cursor, ?4 limit. The page is chosen before any text is read. The fifth
// column is the place in the list: the newest question among all questions, or the age. A
// conversation that is partly removed is listed with the rest of its exchanges.
constexpr std::string_view by_newest_sql = R"sql(
  WITH page (id, place) AS (
    SELECT id, newest FROM conversations
    WHERE user_id = ?1 AND member_id = ?2 AND newest < coalesce(?3, 9223372036854775807)
    ORDER BY newest DESC LIMIT ?4))sql";
constexpr std::string_view by_age_sql = R"sql(
  WITH page (id, place) AS (
    SELECT id, id FROM conversations
    WHERE user_id = ?1 AND member_id = ?2 AND id < coalesce(?3, 9223372036854775807)
    ORDER BY id DESC LIMIT ?4))sql";
constexpr std::string_view list_conversations_sql = R"sql(
  SELECT c.conversation_id, c.created_at, first.question,
    coalesce(newest.answered_at, newest.asked_at), page.place,
    (SELECT count(*) FROM exchanges WHERE conversation = c.id), first.id, c.id, first.request_id
  FROM page JOIN conversations AS c ON c.id = page.id
  JOIN exchanges AS first ON first.id = (SELECT min(id) FROM exchanges WHERE conversation = c.id)
  JOIN exchanges AS newest ON newest.id = (SELECT max(id) FROM exchanges WHERE conversation = c.id)
  ORDER BY page.place DESC)sql";

// Removes a limited number, so that no transaction takes long: a text has up to 64 KiB. ?1 user, ?2
// member and ?3 conversation, NULL: all.
constexpr std::string_view remove_exchanges_sql = R"sql(
  DELETE FROM exchanges WHERE id IN (
    SELECT e.id FROM conversations AS c JOIN exchanges AS e ON e.conversation = c.id
    WHERE c.user_id = ?1 AND (?2 IS NULL OR c.member_id = ?2)
      AND (?3 IS NULL OR c.conversation_id = ?3)
    LIMIT 64))sql";

// ?1 owner, ?2 member, NULL: all.
constexpr std::string_view remove_samples_sql = R"sql(
  DELETE FROM samples WHERE id IN (
    SELECT id FROM samples WHERE owner_id = ?1 AND (?2 IS NULL OR member_id = ?2) LIMIT 2000))sql";

}  // namespace

result<store_statements> store_statements::prepare(sql_connection& connection) {
  const auto exchanges = [](std::string_view condition) {
    return std::string{exchange_columns}.append(exchanges_sql).append(condition);
  };
  store_statements all;
  const auto by_request = exchanges(by_request_sql);
  const auto by_session = exchanges(by_session_sql);
  const auto by_conversation = exchanges(by_conversation_sql);
  const auto elsewhere = exchanges(elsewhere_sql);
  const auto by_newest = std::string{by_newest_sql}.append(list_conversations_sql);
  const auto run_by = std::string{exchange_columns}.append(
      spelled(connection.dialect(), sqlite_run_by_sql, postgres_run_by_sql));
  const auto by_age = std::string{by_age_sql}.append(list_conversations_sql);
  const auto done = prepare_all(connection, {
                                                {&all.add_conversation, add_conversation_sql},
                                                {&all.place_question, place_question_sql},
                                                {&all.add_exchange, add_exchange_sql},
                                                {&all.find_progressing, find_progressing_sql},
                                                {&all.set_runner, set_runner_sql},
                                                {&all.find_question, find_question_sql},
                                                {&all.set_progress, set_progress_sql},
                                                {&all.set_answer, set_answer_sql},
                                                {&all.remove_conversation, remove_conversation_sql},
                                                {&all.past, past_sql},
                                                {&all.history, history_sql},
                                                {&all.by_request, by_request},
                                                {&all.by_session, by_session},
                                                {&all.by_conversation, by_conversation},
                                                {&all.elsewhere, elsewhere},
                                                {&all.find_conversation, find_conversation_sql},
                                                {&all.list_conversations, by_newest},
                                                {&all.list_by_age, by_age},
                                                {&all.remove_exchanges, remove_exchanges_sql},
                                                {&all.run_by, run_by},
                                                {&all.remove_samples, remove_samples_sql},
                                            });
  if (!done) {
    return done.failure();
  }
  return all;
}

}  // namespace aurawell::net
