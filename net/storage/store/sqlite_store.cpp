#include "net/storage/store/sqlite_store.hpp"

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>

#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/sqlite_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/exchange_rows.hpp"
#include "net/storage/store/interrupted_rows.hpp"

namespace aurawell::net {
namespace {

std::string_view kind_name(chat_kind kind) {
  return kind == chat_kind::health ? "health" : "general";
}

}  // namespace

struct sqlite_store::compiled {
  batch_statements batch;
  sqlite_statements conversations;
  account_statements accounts;
  erasure_names names;
};

sqlite_store::sqlite_store(sqlite_connection connection, value_seal seal, compiled all,
                           std::chrono::milliseconds patience,
                           std::shared_ptr<const process_register> processes)
    : processes_{std::move(processes)},
      patience_{patience},
      connection_{std::move(connection)},
      seal_{std::move(seal)},
      batch_{connection_, std::move(all.batch), seal_},
      statements_{std::move(all.conversations)},
      accounts_{connection_, batch_, seal_, std::move(all.accounts), all.names} {}

result<std::unique_ptr<sqlite_store>> sqlite_store::over(
    result<sqlite_connection> connection, const store_options& options,
    std::shared_ptr<const process_register> processes, bool for_reading) {
  if (!connection) {
    return connection.failure();
  }
  value_seal seal{options.encryption_keys};
  auto batch = batch_statements::prepare(*connection, for_reading);
  auto conversations = sqlite_statements::prepare(*connection);
  auto accounts = account_statements::prepare(*connection);
  auto names = erasure_names::load(*connection, seal);
  if (!batch || !conversations || !accounts) {
    return !batch ? batch.failure() : !conversations ? conversations.failure() : accounts.failure();
  }
  if (!names) {
    return names.failure();
  }
  return std::unique_ptr<sqlite_store>{
      new sqlite_store{std::move(connection).value(),
                       std::move(seal),
                       {std::move(batch).value(), std::move(conversations).value(),
                        std::move(accounts).value(), *names},
                       options.busy_timeout,
                       std::move(processes)}};
}

result<std::unique_ptr<sqlite_store>> sqlite_store::open(
    std::string_view path, const store_options& options,
    std::shared_ptr<const process_register> processes) {
  return over(open_sqlite_file(path, options), options, std::move(processes));
}

result<std::unique_ptr<sqlite_store>> sqlite_store::open_for_reading(
    std::string_view path, const store_options& options,
    std::shared_ptr<const process_register> processes) {
  return over(open_sqlite_reader(path, options), options, std::move(processes), true);
}

result<std::unique_ptr<sqlite_store>> sqlite_store::open_in_memory(const store_options& options) {
  return over(open_sqlite_memory(options), options, nullptr);
}

void sqlite_store::wait_for_locks(bool wait) noexcept {
  connection_.wait_for_locks(wait ? patience_ : std::chrono::milliseconds{0});
}

result<std::optional<stored_exchange>> sqlite_store::save_question(
    const question_record& question) {
  bool is_new = false;
  const auto saved = batch_.atomically([&]() -> result<void> {
    if (auto there = check_presence(question); !there) {
      return there;
    }
    const auto added = add_question(question);
    if (!added) {
      return added.failure();
    }
    is_new = *added;
    return is_new ? note_question(question) : claim(question);
  });
  if (!saved) {
    return saved.failure();
  }
  if (is_new) {
    return std::optional<stored_exchange>{};
  }
  return find_exchange(question.asker(), question.request);
}

/// Checks the asker, and the owner, whose permission was checked after `asked_at`.
result<void> sqlite_store::check_presence(const question_record& question) {
  auto there = accounts_.check_presence(question.asker(), question.admitted_at);
  return there && question.asker() != question.key.user
             ? accounts_.check_presence(question.key.user, question.asked_at)
             : there;
}

result<bool> sqlite_store::add_question(const question_record& question) {
  const auto& [user, member, conversation] = question.key;
  const auto& asker = question.asker().value;
  const auto& request = question.request.value;
  const auto asked_at = unix_ms(question.asked_at);
  if (auto made = run_once(statements_.add_conversation, user.value, member.value,
                           conversation.value, asked_at, asker, request);
      !made) {
    return made.failure();
  }
  sqlite_run find{statements_.place_exchange, user.value, member.value,
                  conversation.value,         asker,      request};
  auto place = find.step();
  if (!place || !*place) {
    return place;
  }
  const places::exchange row{find.integer(0), find.integer(1), request};
  const auto runner = processes_ && !writes_for_ended_
                          ? std::optional{std::string_view{processes_->own_name()}}
                          : std::nullopt;
  const auto added = run_once(
      statements_.add_exchange, row.id, row.conversation, asker, request, kind_name(question.kind),
      seal_.seal(question.text, places::question(row)), asked_at, question.session.value, runner);
  return added ? result<bool>{true} : added.failure();
}

result<void> sqlite_store::claim(const question_record& question) {
  if (!processes_ || writes_for_ended_) {
    return {};
  }
  sqlite_run find{statements_.find_under_way, question.asker().value, question.request.value};
  const auto found = find.step();
  if (!found || !*found || processes_->may_end_elsewhere(find.text(2)) ||
      find.text(2) == processes_->own_name()) {
    return found ? result<void>{} : found.failure();
  }
  return run_once(statements_.set_runner, find.integer(0),
                  std::string_view{processes_->own_name()});
}

bool sqlite_store::is_of_another(const sqlite_run& row, int runner) const {
  return processes_ && row.text(runner) != processes_->own_name() &&
         processes_->is_running(row.text(runner));
}

/// Creates the member of a new question if needed, and audits the question.
result<void> sqlite_store::note_question(const question_record& question) {
  const member_key member{question.key.user, question.key.member};
  if (question.makes_member && !member.is_holder()) {
    if (auto made = accounts_.add_member({member, {}, {}, question.asked_at}); !made) {
      return made;
    }
  }
  if (question.asker() == question.key.user) {
    return {};
  }
  return accounts_.add_audit({question.asked_at, question.asker(), member, "ask"});
}

result<void> sqlite_store::save_progress(const progress_record& progress) {
  return batch_.atomically([&]() -> result<void> {
    sqlite_run find{statements_.find_under_way, progress.user.value, progress.request.value};
    const auto found = find.step();
    if (!found || !*found || is_of_another(find, 2)) {
      return found ? result<void>{} : found.failure();
    }
    const places::exchange row{find.integer(0), find.integer(1), progress.request.value};
    return run_once(statements_.set_progress, row.id,
                    seal_.seal(progress.text, places::answer(row)), level_value(progress.safety),
                    region_value(progress.safety), level_now_value(progress.safety));
  });
}

result<std::size_t> sqlite_store::close_interrupted(wall_time now) {
  const auto has_ended = [this](std::string_view runner) {
    return !processes_ || !processes_->is_running(runner);
  };
  return close_interrupted_rows(connection_, batch_, has_ended, now);
}

result<void> sqlite_store::remove_conversation(const conversation_key& key) {
  return batch_.atomically([&]() -> result<void> {
    auto removed = run_once(statements_.remove_conversation, key.user.value, key.member.value,
                            key.conversation.value);
    if (removed && connection_.changed_rows() == 0) {
      return no_such_conversation();
    }
    batch_.sweep_log();
    return removed;
  });
}

result<void> sqlite_store::save_answer(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto& key = answer.key;
  return batch_.atomically([&]() -> result<void> {
    sqlite_run find{statements_.find_question, key.user.value,       key.member.value,
                    key.conversation.value,    answer.asker().value, answer.request.value};
    const auto found = find.step();
    if (!found) {
      return found.failure();
    }
    if (!*found) {
      return unknown_question();
    }
    if (is_of_another(find, 2)) {
      return error{ec::request_not_found, "another process answers the question"};
    }
    return set_answer({find.integer(0), find.integer(1), answer.request.value}, answer);
  });
}

result<void> sqlite_store::set_answer(const places::exchange& row, const answer_record& answer) {
  return run_set_answer(statements_.set_answer, row.id,
                        seal_.seal(*answer.summary.text, places::answer(row)), answer);
}

}  // namespace aurawell::net
