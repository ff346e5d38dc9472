#include "net/storage/sqlite_store.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "net/storage/sqlite_file.hpp"
#include "net/storage/unknown_question.hpp"

namespace aurawell::net {
namespace {

// An account that sends a request's name again keeps the first question, and the
// second one must not leave an empty conversation behind.
constexpr std::string_view add_conversation_sql = R"sql(
  INSERT INTO conversations (user_id, member_id, conversation_id, created_at)
  SELECT ?1, ?2, ?3, ?4
  WHERE NOT EXISTS (SELECT 1 FROM exchanges WHERE user_id = ?1 AND request_id = ?5)
  ON CONFLICT (user_id, member_id, conversation_id) DO NOTHING)sql";

constexpr std::string_view add_exchange_sql = R"sql(
  INSERT INTO exchanges (conversation, user_id, request_id, kind, question, asked_at)
  SELECT id, ?1, ?4, ?5, ?6, ?7 FROM conversations
  WHERE user_id = ?1 AND member_id = ?2 AND conversation_id = ?3
  ON CONFLICT (user_id, request_id) DO NOTHING)sql";

constexpr std::string_view set_answer_sql = R"sql(
  UPDATE exchanges SET
    status = ?5, answer = ?6, answered_at = ?7, model = ?8, provider = ?9, finish_reason = ?10,
    first_token_ms = ?11, duration_ms = ?12, prompt_tokens = ?13, completion_tokens = ?14,
    total_tokens = ?15, cached_tokens = ?16, reasoning_tokens = ?17, usage_estimated = ?18
  WHERE user_id = ?1 AND request_id = ?4 AND conversation = (
    SELECT id FROM conversations
    WHERE user_id = ?1 AND member_id = ?2 AND conversation_id = ?3))sql";

constexpr std::string_view history_sql = R"sql(
  SELECT e.question, e.answer
  FROM conversations AS c JOIN exchanges AS e ON e.conversation = c.id
  WHERE c.user_id = ?1 AND c.member_id = ?2 AND c.conversation_id = ?3 AND e.answer <> ''
  ORDER BY e.id DESC LIMIT ?4)sql";

std::string_view kind_name(chat_kind kind) {
  return kind == chat_kind::health ? "health" : "general";
}

std::int64_t unix_ms(wall_time at) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

result<void> run(const sqlite_statement& statement) {
  if (const auto done = sqlite_run{statement}.step(); !done) {
    return done.failure();
  }
  return {};
}

}  // namespace

sqlite_store::sqlite_store(sqlite_connection connection, statements prepared)
    : connection_{std::move(connection)}, statements_{std::move(prepared)} {}

result<std::unique_ptr<sqlite_store>> sqlite_store::open(std::string_view path,
                                                         const store_options& options) {
  auto connection = open_sqlite_file(path, options);
  if (!connection) {
    return connection.failure();
  }
  auto prepared = prepare(*connection);
  if (!prepared) {
    return prepared.failure();
  }
  return std::unique_ptr<sqlite_store>{
      new sqlite_store{std::move(connection).value(), std::move(prepared).value()}};
}

result<sqlite_store::statements> sqlite_store::prepare(sqlite_connection& connection) {
  statements all;
  const std::pair<sqlite_statement*, std::string_view> texts[] = {
      {&all.begin, "BEGIN IMMEDIATE"},
      {&all.commit, "COMMIT"},
      {&all.savepoint, "SAVEPOINT one_call"},
      {&all.release, "RELEASE one_call"},
      {&all.roll_back_call, "ROLLBACK TO one_call"},
      {&all.add_conversation, add_conversation_sql},
      {&all.add_exchange, add_exchange_sql},
      {&all.set_answer, set_answer_sql},
      {&all.history, history_sql},
  };
  for (const auto& [statement, sql] : texts) {
    auto compiled = connection.prepare(sql);
    if (!compiled) {
      return compiled.failure();
    }
    *statement = std::move(compiled).value();
  }
  return all;
}

result<void> sqlite_store::begin() {
  assert(batch_ == batch_state::none);
  auto begun = run(statements_.begin);
  if (begun) {
    batch_ = batch_state::open;
  }
  return begun;
}

result<void> sqlite_store::commit() {
  assert(batch_ != batch_state::none);
  const auto state = std::exchange(batch_, batch_state::none);
  if (state == batch_state::lost) {
    return error{ec::database_failed, "an earlier failure has undone the batch"};
  }
  auto committed = run(statements_.commit);
  if (!committed) {
    connection_.roll_back();
  }
  return committed;
}

template <class Work>
result<void> sqlite_store::atomically(Work work) {
  if (batch_ == batch_state::lost) {
    return error{ec::database_failed, "an earlier failure has undone the batch"};
  }
  if (auto opened = run(statements_.savepoint); !opened) {
    return opened;
  }
  auto done = work();
  if (done) {
    done = run(statements_.release);
  }
  if (!done) {
    undo_call();
  }
  return done;
}

void sqlite_store::undo_call() {
  if (batch_ == batch_state::none) {
    connection_.roll_back();
    return;
  }
  if (!connection_.in_transaction() || !run(statements_.roll_back_call) ||
      !run(statements_.release)) {
    connection_.roll_back();
    batch_ = batch_state::lost;
  }
}

result<void> sqlite_store::save_question(const question_record& question) {
  const auto& [user, member, conversation] = question.key;
  return atomically([&]() -> result<void> {
    const auto asked_at = unix_ms(question.asked_at);
    if (const auto made = sqlite_run{statements_.add_conversation, user.value, member.value,
                                     conversation.value, asked_at, question.request.value}
                              .step();
        !made) {
      return made.failure();
    }
    if (const auto made =
            sqlite_run{statements_.add_exchange, user.value, member.value, conversation.value,
                       question.request.value, kind_name(question.kind), question.text, asked_at}
                .step();
        !made) {
      return made.failure();
    }
    return {};
  });
}

result<void> sqlite_store::save_answer(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto& [user, member, conversation] = answer.key;
  const auto& [text, usage, model, provider, finish_reason, first_token, duration] = answer.summary;
  using count = std::optional<std::int64_t>;
  const auto of_usage = [&](auto field) { return usage ? count{(*usage).*field} : count{}; };
  return atomically([&]() -> result<void> {
    sqlite_run run{
        statements_.set_answer,
        user.value,
        member.value,
        conversation.value,
        answer.request.value,
        to_string(answer.status),
        *text,
        unix_ms(answer.answered_at),
        model,
        provider,
        finish_reason,
        first_token ? count{first_token->count()} : count{},
        std::int64_t{duration.count()},
        of_usage(&token_usage::prompt_tokens),
        of_usage(&token_usage::completion_tokens),
        of_usage(&token_usage::total_tokens),
        usage && usage->cached_tokens ? count{*usage->cached_tokens} : count{},
        usage && usage->reasoning_tokens ? count{*usage->reasoning_tokens} : count{},
        of_usage(&token_usage::estimated),
    };
    if (const auto done = run.step(); !done) {
      return done.failure();
    }
    if (connection_.changed_rows() == 0) {
      return unknown_question();
    }
    return {};
  });
}

result<std::vector<past_exchange>> sqlite_store::load_history(const history_query& query) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  const auto limit = static_cast<std::int64_t>(std::min(query.max_exchanges, most));
  sqlite_run run{statements_.history, query.key.user.value, query.key.member.value,
                 query.key.conversation.value, limit};
  std::vector<past_exchange> history;
  std::size_t bytes = 0;
  while (true) {
    const auto row = run.step();
    if (!row) {
      return row.failure();
    }
    if (!*row) {
      break;
    }
    const auto question = run.text(0);
    const auto answer = run.text(1);
    bytes += question.size() + answer.size();
    if (bytes > query.max_bytes) {
      break;
    }
    history.push_back({std::string{question}, std::string{answer}});
  }
  std::reverse(history.begin(), history.end());
  return history;
}

}  // namespace aurawell::net
