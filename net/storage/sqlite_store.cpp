#include "net/storage/sqlite_store.hpp"

#include <cassert>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "net/storage/sqlite_file.hpp"
#include "net/storage/store_errors.hpp"

namespace aurawell::net {
namespace {

std::string_view kind_name(chat_kind kind) {
  return kind == chat_kind::health ? "health" : "general";
}

std::int64_t unix_ms(wall_time at) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

template <class... Values>
result<void> run(const sqlite_statement& statement, const Values&... values) {
  if (const auto done = sqlite_run{statement, values...}.step(); !done) {
    return done.failure();
  }
  return {};
}

}  // namespace

sqlite_store::sqlite_store(sqlite_connection connection, sqlite_statements prepared)
    : connection_{std::move(connection)}, statements_{std::move(prepared)} {}

result<std::unique_ptr<sqlite_store>> sqlite_store::over(result<sqlite_connection> connection) {
  if (!connection) {
    return connection.failure();
  }
  auto prepared = sqlite_statements::prepare(*connection);
  if (!prepared) {
    return prepared.failure();
  }
  return std::unique_ptr<sqlite_store>{
      new sqlite_store{std::move(connection).value(), std::move(prepared).value()}};
}

result<std::unique_ptr<sqlite_store>> sqlite_store::open(std::string_view path,
                                                         const store_options& options) {
  return over(open_sqlite_file(path, options));
}

result<std::unique_ptr<sqlite_store>> sqlite_store::open_in_memory() {
  return over(open_sqlite_memory());
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

result<void> sqlite_store::together(const std::function<result<void>()>& calls) {
  return atomically(calls);
}

result<std::optional<stored_exchange>> sqlite_store::save_question(
    const question_record& question) {
  const auto& [user, member, conversation] = question.key;
  bool is_new = true;
  const auto saved = atomically([&]() -> result<void> {
    const auto asked_at = unix_ms(question.asked_at);
    if (auto made = run(statements_.add_conversation, user.value, member.value, conversation.value,
                        asked_at, question.request.value);
        !made) {
      return made;
    }
    auto made = run(statements_.add_exchange, user.value, member.value, conversation.value,
                    question.request.value, kind_name(question.kind), question.text, asked_at,
                    question.session.value);
    is_new = connection_.changed_rows() > 0;
    return made;
  });
  if (!saved) {
    return saved.failure();
  }
  if (is_new) {
    return std::optional<stored_exchange>{};
  }
  return find_exchange(user, question.request);
}

result<void> sqlite_store::save_progress(const progress_record& progress) {
  return atomically([&] {
    return run(statements_.set_progress, progress.user.value, progress.request.value,
               progress.text);
  });
}

result<std::size_t> sqlite_store::close_interrupted(wall_time now) {
  const auto closed = atomically([&] {
    return run(statements_.close_interrupted, to_string(request_status::incomplete), unix_ms(now));
  });
  if (!closed) {
    return closed.failure();
  }
  return static_cast<std::size_t>(connection_.changed_rows());
}

result<void> sqlite_store::remove_conversation(const conversation_key& key) {
  return atomically([&]() -> result<void> {
    auto removed = run(statements_.remove_conversation, key.user.value, key.member.value,
                       key.conversation.value);
    if (removed && connection_.changed_rows() == 0) {
      return no_such_conversation();
    }
    return removed;
  });
}

result<void> sqlite_store::save_answer(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto& [user, member, conversation] = answer.key;
  const auto& [text, usage, model, provider, finish_reason, first_token, duration, safety] =
      answer.summary;
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
        answer.failure ? std::optional{to_string(*answer.failure)} : std::nullopt,
        safety ? std::optional{to_string(*safety)} : std::nullopt,
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

}  // namespace aurawell::net
