#include "net/storage/store/single_write.hpp"

#include <cassert>
#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/rows/exchange_rows.hpp"

namespace aurawell::net {
namespace {

/// A row that was found by one index may be missing in another when the file is damaged.
result<void> expect_one(const result<std::int64_t>& changed) {
  if (!changed) {
    return changed.failure();
  }
  return *changed == 1 ? result<void>{}
                       : error{ec::database_unreachable, "the row of the write was not found"};
}

}  // namespace

result<void> single_write::run(const write_view& write) {
  return std::visit([&](const auto* record) { return save(*record); }, write);
}

result<void> single_write::refuse(error why) {
  outcome_ = {write_outcome::state::refused, std::move(why)};
  return {};
}

/// Also about the owner, whose permission was checked after `asked_at`.
result<void> single_write::save(const question_record& question) {
  const auto& [user, member, conversation] = question.key;
  const auto& asker = question.asker();
  const auto asker_name = use_.accounts.name_of_erased(asker);
  const auto owner_name =
      asker == user ? std::nullopt : std::optional{use_.accounts.name_of_erased(user)};
  const auto owner = owner_name ? std::optional{std::string_view{*owner_name}} : std::nullopt;
  sql_run found{use_.statements.place_question,
                user.value,
                member.value,
                conversation.value,
                asker.value,
                question.request.value,
                asker_name,
                unix_ms(question.admitted_at),
                owner,
                unix_ms(question.asked_at)};
  if (const auto row = found.step(); !row) {
    return row.failure();
  }
  if (found.integer(4) != 0) {
    return refuse(erased_user());
  }
  if (!found.is_null(2)) {
    outcome_.is = write_outcome::state::known;
    return claim(found);
  }
  const auto row = conversation_for(question, found);
  return row ? add(question, found.integer(5), *row) : row.failure();
}

/// Creates the conversation if it is new.
result<std::int64_t> single_write::conversation_for(const question_record& question,
                                                    const sql_run& found) {
  if (!found.is_null(3)) {
    return found.integer(3);
  }
  const auto& [user, member, conversation] = question.key;
  const auto fresh = found.integer(6);
  const auto done = run_once(use_.statements.add_conversation, fresh, user.value, member.value,
                             conversation.value, unix_ms(question.asked_at));
  return done ? result<std::int64_t>{fresh} : done.failure();
}

result<void> single_write::add(const question_record& question, std::int64_t id,
                               std::int64_t conversation) {
  const places::exchange row{id, conversation, question.request.value};
  const auto text = use_.seal.seal(question.text, places::question(row));
  const auto job = job_value(question, use_.seal, places::job(row));
  const auto added = expect_one(
      run_counted(use_.connection, use_.statements.add_exchange, row.id, row.conversation,
                  question.asker().value, question.request.value, kind_value(question.kind), text,
                  unix_ms(question.asked_at), question.session.value, use_.runner, job));
  return added ? note_question(use_.accounts, question) : added;
}

/// Makes this process the one that answers a known question, if no other is.
result<void> single_write::claim(const sql_run& found) {
  const bool is_running = found.integer(0) != 0;
  if (!is_running || !may_claim(use_, found.text(1))) {
    return {};
  }
  const auto former = found.is_null(1) ? std::nullopt : std::optional{found.text(1)};
  return expect_one(run_counted(use_.connection, use_.statements.set_runner, found.integer(2),
                                use_.runner, former, found.integer(7)));
}

result<void> single_write::save(const progress_record& progress) {
  sql_run found{use_.statements.find_progressing, progress.user.value, progress.request.value};
  const auto is_found = found.step();
  if (!is_found || !*is_found) {
    return is_found ? result<void>{} : is_found.failure();
  }
  if (is_replaced(use_, progress.term, found.text(2), found.integer(3))) {
    return progress.term == no_term ? result<void>{} : refuse(replaced_run());
  }
  if (found.integer(4) != 0) {
    return {};
  }
  const places::exchange row{found.integer(0), found.integer(1), progress.request.value};
  return run_once(use_.statements.set_progress, row.id,
                  use_.seal.seal(progress.text, places::answer(row)), level_value(progress.safety),
                  region_value(progress.safety), level_now_value(progress.safety));
}

result<void> single_write::save(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto& [user, member, conversation] = answer.key;
  sql_run found{
      use_.statements.find_question, user.value,          member.value, conversation.value,
      answer.asker().value,          answer.request.value};
  const auto is_found = found.step();
  if (!is_found) {
    return is_found.failure();
  }
  if (!*is_found) {
    return refuse(unknown_question());
  }
  if (is_replaced(use_, answer.term, found.text(2), found.integer(3))) {
    return refuse(replaced_run());
  }
  return set_answer({found.integer(0), found.integer(1), answer.request.value}, answer);
}

result<void> single_write::set_answer(const places::exchange& row, const answer_record& answer) {
  const auto text = use_.seal.seal(*answer.summary.text, places::answer(row));
  auto run = set_answer_run(use_.statements.set_answer, row.id, text, answer);
  const auto done = run.finish();
  return done ? expect_one(run.changed()) : done;
}

}  // namespace aurawell::net
