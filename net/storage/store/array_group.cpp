#include "net/storage/store/array_group.hpp"

#include <cassert>
#include <utility>

#include "net/storage/database/value_places.hpp"

namespace aurawell::net {
namespace {

/// No part of a key contains a line end.
std::string text_of_key(const conversation_key& key) {
  return key.user.value + '\n' + key.member.value + '\n' + key.conversation.value;
}

}  // namespace

result<void> array_group::run(std::span<const write_view> writes) {
  for (const auto& one : writes) {
    std::visit([&](const auto* record) { look_up(*record); }, one);
  }
  auto done = lookup_.run();
  for (auto one = writes.begin(); done && one != writes.end(); ++one) {
    outcomes_.emplace_back();
    done = std::visit([&](const auto* record) { return decide(*record); }, *one);
  }
  done = done ? write() : done;
  if (done) {
    remember();
  } else {
    forget(writes);
  }
  return done;
}

void array_group::look_up(const question_record& question) {
  lookup_.add(question);
}

void array_group::look_up(const progress_record& progress) {
  if (remembered(progress.user, progress.request, progress.term) == nullptr) {
    lookup_.add(progress.user, progress.request);
  }
}

void array_group::look_up(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto* known = remembered(answer.asker(), answer.request, answer.term);
  if (known == nullptr || known->key != answer.key) {
    lookup_.add(answer.asker(), answer.request);
  }
}

/// The question's row if this process answers it: it is in this group, or was remembered with the
/// term that the write names.
const running_rows::place* array_group::remembered(const user_id& asker, const request_id& request,
                                                   run_term written) const {
  const auto fresh = fresh_.find({asker, request});
  if (fresh != fresh_.end()) {
    return &fresh->second;
  }
  if (running_ == nullptr || lookup_.find(asker, request) != nullptr) {
    // What was looked up, for another write of this group, is newer.
    return nullptr;
  }
  const auto* known = running_->find(asker, request);
  return known != nullptr && (written == no_term || written == known->term) ? known : nullptr;
}

result<void> array_group::refuse(error why) {
  outcomes_.back() = {write_outcome::state::refused, std::move(why)};
  return {};
}

result<void> array_group::decide(const question_record& question) {
  const auto& found = lookup_.next_question();
  if (found.is_of_erased) {
    return refuse(erased_user());
  }
  if (found.is_known || fresh_.contains({question.asker(), question.request})) {
    outcomes_.back().is = write_outcome::state::known;
    claim(found);
    return {};
  }
  return add(question, found.conversation ? *found.conversation : open(question));
}

/// Makes this process the one that answers a known question, if no other is.
void array_group::claim(const group_lookup::question_state& found) {
  if (found.is_running && may_claim(use_, found.runner.value_or(""))) {
    claimed_.try_emplace(found.id,
                         group_rows::claimed{found.id, found.runner, found.term, *use_.runner});
  }
}

/// The id of a conversation that is new, or was new for an earlier question of this group.
std::int64_t array_group::open(const question_record& question) {
  const auto fresh = lookup_.next_conversation_id();
  const auto [made, is_new] = conversations_.try_emplace(text_of_key(question.key), fresh);
  if (is_new) {
    opened_.push_back({fresh, &question});
  }
  return made->second;
}

result<void> array_group::add(const question_record& question, std::int64_t conversation) {
  const auto id = lookup_.next_exchange_id();
  const places::exchange row{id, conversation, question.request.value};
  added_.push_back({id, conversation, &question,
                    use_.seal.seal(question.text, places::question(row)), use_.runner,
                    job_value(question, use_.seal, places::job(row))});
  fresh_.try_emplace({question.asker(), question.request},
                     running_rows::place{id, conversation, question.key, first_term});
  return note_question(use_.accounts, question);
}

group_rows::guarded array_group::own(const running_rows::place& row) const {
  return {row.id, row.conversation, use_.runner, row.term};
}

/// A row that this group claims has the next term.
bool array_group::is_replaced_in(const group_lookup::saved_row& row, run_term written) const {
  const auto stored = row.term + (claimed_.contains(row.id) ? 1 : 0);
  return is_replaced(use_, written, row.runner.value_or(""), stored);
}

group_rows::guarded array_group::guard(const group_lookup::saved_row& row) const {
  if (claimed_.contains(row.id)) {
    return {row.id, row.conversation, use_.runner, row.term + 1};
  }
  return {row.id, row.conversation, row.runner, row.term};
}

result<void> array_group::decide(const progress_record& progress) {
  const auto* known = remembered(progress.user, progress.request, progress.term);
  if (known != nullptr && (progress.term == no_term || progress.term == known->term)) {
    set(own(*known), progress);
    return {};
  }
  const auto* found = lookup_.find(progress.user, progress.request);
  if (known != nullptr || (found != nullptr && is_replaced_in(*found, progress.term))) {
    return progress.term == no_term ? result<void>{} : refuse(replaced_run());
  }
  if (found != nullptr && found->is_running) {
    set(guard(*found), progress);
  }
  return {};
}

result<void> array_group::decide(const answer_record& answer) {
  const auto* known = remembered(answer.asker(), answer.request, answer.term);
  if (known != nullptr && known->key == answer.key) {
    if (answer.term != no_term && answer.term != known->term) {
      return refuse(replaced_run());
    }
    set(own(*known), answer);
    return {};
  }
  const auto* found = lookup_.find(answer.asker(), answer.request);
  if (found == nullptr || found->key != answer.key) {
    return refuse(unknown_question());
  }
  if (is_replaced_in(*found, answer.term)) {
    return refuse(replaced_run());
  }
  set(guard(*found), answer);
  return {};
}

/// Of several texts of one answer the last one is written, and none with its end.
void array_group::set(const group_rows::guarded& place, const progress_record& progress) {
  const row_order order{place.conversation, place.id};
  if (!ended_.contains(order)) {
    begun_.insert_or_assign(order, group_rows::begun{place, &progress, {}});
  }
}

void array_group::set(const group_rows::guarded& place, const answer_record& answer) {
  const row_order order{place.conversation, place.id};
  begun_.erase(order);
  ended_.insert_or_assign(order, group_rows::ended{place, &answer, {}});
}

}  // namespace aurawell::net
