#include "net/storage/store/write_group.hpp"

#include <cassert>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/rows/exchange_rows.hpp"

namespace aurawell::net {
namespace {

std::string_view kind_name(chat_kind kind) {
  return kind == chat_kind::health ? "health" : "general";
}

/// The failure of an answer whose question was not saved.
error unknown_question() {
  return {ec::request_not_found, "the answer belongs to no question that was saved"};
}

error replaced_run() {
  return {ec::answered_elsewhere, "another process answers the question"};
}

/// No part of a key contains a line end.
std::string text_of(const conversation_key& key) {
  return key.user.value + '\n' + key.member.value + '\n' + key.conversation.value;
}

}  // namespace

result<void> write_group::run(std::span<const write_view> writes) {
  assert(writes.size() <= 1 || use_.connection.sends_ahead());
  for (const auto& one : writes) {
    if (auto sent = std::visit([&](const auto* record) { return look_up(*record); }, one); !sent) {
      return sent;
    }
  }
  for (const auto& one : writes) {
    outcomes_.emplace_back();
    if (auto done = std::visit([&](const auto* record) { return write(*record); }, one); !done) {
      return done;
    }
  }
  return settle();
}

/// Also about the owner, whose permission was checked after `asked_at`.
result<void> write_group::look_up(const question_record& question) {
  const auto& [user, member, conversation] = question.key;
  const auto& asker = question.asker();
  const auto& asker_name = names_.emplace_back(use_.accounts.name_of_erased(asker));
  auto held = use_.accounts.hold(asker_name);
  std::optional<std::string_view> owner_name;
  if (asker != user) {
    owner_name = names_.emplace_back(use_.accounts.name_of_erased(user));
    held = held ? use_.accounts.hold(*owner_name) : held;
  }
  lookups_.emplace_back(use_.statements.place_question, user.value, member.value,
                        conversation.value, asker.value, question.request.value, asker_name,
                        unix_ms(question.admitted_at), owner_name, unix_ms(question.asked_at));
  lookups_.back().send();
  return held;
}

result<void> write_group::look_up(const progress_record& progress) {
  lookups_.emplace_back(use_.statements.find_progressing, progress.user.value,
                        progress.request.value);
  lookups_.back().send();
  return {};
}

result<void> write_group::look_up(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto& [user, member, conversation] = answer.key;
  lookups_.emplace_back(use_.statements.find_question, user.value, member.value, conversation.value,
                        answer.asker().value, answer.request.value);
  lookups_.back().send();
  return {};
}

/// Reads the lookup at the front.
result<bool> write_group::next_row() {
  return lookups_.front().step();
}

result<void> write_group::refuse(error why) {
  outcomes_.back() = {state::refused, std::move(why)};
  return {};
}

/// Whether the run that writes was replaced by another one. Without a term: whether another running
/// process answers.
bool write_group::is_replaced(run_term term, bool is_fresh) const {
  const auto& row = lookups_.front();
  return term != no_term ? term != (is_fresh ? first_term : row.integer(3))
                         : !is_fresh && is_of_another(row.text(2));
}

bool write_group::is_of_another(std::string_view name) const {
  return use_.processes != nullptr && name != use_.processes->own_name() &&
         use_.processes->is_running(name);
}

result<void> write_group::write(const question_record& question) {
  const auto found = next_row();
  if (!found) {
    return found.failure();
  }
  const auto& row = lookups_.front();
  auto done = result<void>{};
  if (row.integer(4) != 0) {
    done = refuse({ec::user_not_found, "the user has been erased"});
  } else if (!row.is_null(2) || fresh_.contains({question.asker(), question.request})) {
    outcomes_.back().is = state::known;
    done = claim();
  } else {
    const auto conversation =
        conversation_for(question, !row.is_null(3), row.integer(3), row.integer(6));
    done = conversation ? add(question, row.integer(5), *conversation) : conversation.failure();
  }
  lookups_.pop_front();
  return done;
}

/// Creates the conversation if it is new.
result<std::int64_t> write_group::conversation_for(const question_record& question, bool is_known,
                                                   std::int64_t known, std::int64_t fresh) {
  if (is_known) {
    return known;
  }
  const auto [made, is_new] = conversations_.try_emplace(text_of(question.key), fresh);
  if (!is_new) {
    return made->second;
  }
  const auto& [user, member, conversation] = question.key;
  const auto done = run_once(use_.statements.add_conversation, fresh, user.value, member.value,
                             conversation.value, unix_ms(question.asked_at));
  return done ? result<std::int64_t>{fresh} : done.failure();
}

result<void> write_group::add(const question_record& question, std::int64_t id,
                              std::int64_t conversation) {
  const auto& asker = question.asker();
  const places::exchange row{id, conversation, question.request.value};
  const auto text = use_.seal.seal(question.text, places::question(row));
  const auto job = job_value(question, use_.seal, places::job(row));
  counted_.emplace_back(use_.statements.add_exchange, row.id, row.conversation, asker.value,
                        question.request.value, kind_name(question.kind), text,
                        unix_ms(question.asked_at), question.session.value, use_.runner, job);
  if (auto added = counted_.back().finish(); !added) {
    return added;
  }
  fresh_.try_emplace({asker, question.request}, fresh_row{id, conversation, &question.key});
  return note(question);
}

/// Makes this process the one that answers a known question, if no other is.
result<void> write_group::claim() {
  const auto& row = lookups_.front();
  const bool is_running = row.integer(0) != 0;
  if (!is_running || !use_.runner || use_.processes->may_end_elsewhere(row.text(1)) ||
      row.text(1) == *use_.runner) {
    return {};
  }
  const auto former = row.is_null(1) ? std::nullopt : std::optional{row.text(1)};
  counted_.emplace_back(use_.statements.set_runner, row.integer(2), use_.runner, former,
                        row.integer(7));
  return counted_.back().finish();
}

/// Creates the member of a new question if needed, and audits the question.
result<void> write_group::note(const question_record& question) {
  const member_key member{question.key.user, question.key.member};
  if (question.makes_member && !member.is_holder()) {
    if (auto made = use_.accounts.add_member({member, {}, {}, question.asked_at}); !made) {
      return made;
    }
  }
  if (question.asker() == question.key.user) {
    return {};
  }
  return use_.accounts.add_audit({question.asked_at, question.asker(), member, "ask"});
}

result<void> write_group::write(const progress_record& progress) {
  const auto found = next_row();
  if (!found) {
    return found.failure();
  }
  std::optional<places::exchange> row;
  auto done = result<void>{};
  const auto fresh = fresh_.find({progress.user, progress.request});
  const bool is_fresh = fresh != fresh_.end();
  if ((is_fresh || *found) && is_replaced(progress.term, is_fresh)) {
    done = progress.term == no_term ? done : refuse(replaced_run());
  } else if (is_fresh) {
    row = {fresh->second.id, fresh->second.conversation, progress.request.value};
  } else if (*found && lookups_.front().integer(4) == 0) {
    row = {lookups_.front().integer(0), lookups_.front().integer(1), progress.request.value};
  }
  lookups_.pop_front();
  if (!row) {
    return done;
  }
  return run_once(use_.statements.set_progress, row->id,
                  use_.seal.seal(progress.text, places::answer(*row)), level_value(progress.safety),
                  region_value(progress.safety), level_now_value(progress.safety));
}

result<void> write_group::write(const answer_record& answer) {
  const auto found = next_row();
  if (!found) {
    return found.failure();
  }
  const auto fresh = fresh_.find({answer.asker(), answer.request});
  const bool is_fresh = fresh != fresh_.end() && *fresh->second.key == answer.key;
  std::optional<places::exchange> row;
  auto done = result<void>{};
  if (!is_fresh && !*found) {
    done = refuse(unknown_question());
  } else if (is_replaced(answer.term, is_fresh)) {
    done = refuse(replaced_run());
  } else if (is_fresh) {
    row = {fresh->second.id, fresh->second.conversation, answer.request.value};
  } else {
    row = {lookups_.front().integer(0), lookups_.front().integer(1), answer.request.value};
  }
  lookups_.pop_front();
  return row ? set_answer(*row, answer) : done;
}

result<void> write_group::set_answer(const places::exchange& row, const answer_record& answer) {
  const auto text = use_.seal.seal(*answer.summary.text, places::answer(row));
  counted_.push_back(set_answer_run(use_.statements.set_answer, row.id, text, answer));
  return counted_.back().finish();
}

result<void> write_group::settle() {
  if (auto done = use_.connection.settle(); !done) {
    return done;
  }
  for (const auto& one : counted_) {
    has_raced_ = has_raced_ || one.changed() != 1;
  }
  return has_raced_ ? result<void>{error{ec::database_unreachable,
                                         "another process wrote the same rows at the same time"}}
                    : result<void>{};
}

}  // namespace aurawell::net
