#include "net/storage/store/group_statements.hpp"

#include <string>
#include <tuple>

#include "net/storage/store/answer_rows.hpp"
#include "net/storage/store/question_rows.hpp"

namespace aurawell::net {
namespace {

using namespace group_rows;

// Always in the same order, so that two groups do not wait for each other.
std::string hold_sql() {
  return "SELECT pg_advisory_xact_lock_shared(lock) FROM (SELECT DISTINCT "
         "hashtextextended(q.name, 0) AS lock FROM" +
         rows_of(held_columns) + "ORDER BY lock) AS locks";
}

constexpr std::string_view was_erased_sql = R"sql(
    EXISTS (SELECT 1 FROM erased_users
      WHERE (name = q.asker_name AND (for_good <> 0 OR erased_at >= q.admitted_at))
        OR (name = q.owner_name AND (for_good <> 0 OR erased_at >= q.asked_at))) )sql";

// A row for each question: its number; whether there is a question with this request id that is
// running, its runner and its id; the conversation's id; ids for rows that are new; whether one of
// the two users was erased; the question's term.
std::string place_questions_sql() {
  return R"sql(
  SELECT q.place, e.id IS NOT NULL AND e.status IS NULL, e.runner, e.id, c.id,
    CASE WHEN e.id IS NULL THEN nextval('exchange_ids') END,
    CASE WHEN c.id IS NULL THEN nextval('conversation_ids') END,)sql" +
         std::string{was_erased_sql} + ", e.run_term FROM" + rows_of(asked_columns, "place") +
         R"sql(
  LEFT JOIN exchanges AS e ON e.user_id = q.asker AND e.request_id = q.request
  LEFT JOIN conversations AS c
    ON c.user_id = q.owner AND c.member_id = q.member AND c.conversation_id = q.name)sql";
}

std::string find_rows_sql() {
  return R"sql(
  SELECT e.user_id, e.request_id, e.id, e.conversation, e.runner, e.status IS NULL,
    c.user_id, c.member_id, c.conversation_id, e.run_term
  FROM)sql" +
         rows_of(wanted_columns) + R"sql(
  JOIN exchanges AS e ON e.user_id = q.asker AND e.request_id = q.request
  JOIN conversations AS c ON c.id = e.conversation)sql";
}

std::string add_conversations_sql() {
  return "INSERT INTO conversations (" + names_of(opened_columns) + ") SELECT " +
         names_of(opened_columns, "q.") + " FROM" + rows_of(opened_columns) +
         "ON CONFLICT (user_id, member_id, conversation_id) DO NOTHING";
}

// Writes no row for a question that another process has written, or in a conversation that it has
// removed.
std::string add_exchanges_sql() {
  return "INSERT INTO exchanges (" + names_of(added_columns) + ") SELECT " +
         names_of(added_columns, "q.") + " FROM" + rows_of(added_columns) +
         "JOIN conversations AS c ON c.id = q.conversation "
         "ON CONFLICT (user_id, request_id) DO NOTHING";
}

std::string set_runners_sql() {
  return "UPDATE exchanges AS e SET runner = q.runner, run_term = e.run_term + 1 FROM" +
         rows_of(claimed_columns) +
         "WHERE e.id = q.id AND e.runner IS NOT DISTINCT FROM q.former "
         "AND e.run_term = q.former_term AND e.status IS NULL";
}

// Not if another process has become the runner since the row was looked up.
template <class Columns>
std::string change_sql(const Columns& columns, std::string_view further = {}) {
  return "UPDATE exchanges AS e SET " + changes_of(columns).append(further) + " FROM" +
         rows_of(std::tuple_cat(guard_columns, columns)) +
         "WHERE e.id = q.id AND e.runner IS NOT DISTINCT FROM q.runner "
         "AND e.run_term = q.run_term";
}

}  // namespace

result<group_statements> group_statements::prepare(sql_connection& connection) {
  group_statements all;
  if (!connection.sends_ahead()) {
    return all;
  }
  const auto hold = hold_sql();
  const auto place_questions = place_questions_sql();
  const auto find_rows = find_rows_sql();
  const auto add_conversations = add_conversations_sql();
  const auto add_exchanges = add_exchanges_sql();
  const auto set_runners = set_runners_sql();
  // Not IS NULL: that could also be found by the index of all running answers, which is wrong for a
  // group of many.
  const auto set_progress = change_sql(begun_columns) + " AND coalesce(e.status, '') = ''";
  const auto set_answers = change_sql(ended_columns, ", job = NULL");
  const auto done = prepare_all(connection, {{&all.hold, hold},
                                             {&all.place_questions, place_questions},
                                             {&all.find_rows, find_rows},
                                             {&all.add_conversations, add_conversations},
                                             {&all.add_exchanges, add_exchanges},
                                             {&all.set_runners, set_runners},
                                             {&all.set_progress, set_progress},
                                             {&all.set_answers, set_answers}});
  return done ? result<group_statements>{std::move(all)} : done.failure();
}

}  // namespace aurawell::net
