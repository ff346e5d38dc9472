#include "actors/store_actor.hpp"

#include <caf/all.hpp>

#include "actors/errors.hpp"

namespace aurawell::actors {

const result<void>& store_state::join_group() {
  if (group_.empty()) {
    self->send(self, flush_atom::value);
    begun_ = store->begin();
  }
  return begun_;
}

caf::result<caf::ok_atom> store_state::reply_after_commit(result<void> outcome) {
  auto promise = self->make_response_promise<caf::ok_atom>();
  group_.push_back({promise, std::move(outcome)});
  return promise;
}

caf::result<caf::ok_atom> store_state::write(const question_record& question) {
  const auto& joined = join_group();
  return reply_after_commit(joined ? store->save_question(question) : joined);
}

caf::result<caf::ok_atom> store_state::write(const answer_record& answer) {
  const auto& joined = join_group();
  return reply_after_commit(joined ? store->save_answer(answer) : joined);
}

caf::result<std::vector<past_exchange>> store_state::read(const history_query& query) {
  auto history = store->load_history(query);
  if (!history) {
    return to_caf(history.failure());
  }
  return std::move(history).value();
}

void store_state::flush() {
  const auto committed = begun_ ? store->commit() : begun_;
  for (auto& [promise, outcome] : std::exchange(group_, {})) {
    if (!committed) {
      promise.deliver(to_caf(committed.failure()));
    } else if (!outcome) {
      promise.deliver(to_caf(outcome.failure()));
    } else {
      promise.deliver(caf::ok_atom::value);
    }
  }
}

store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     std::shared_ptr<advice_store> store) {
  auto& state = self->state;
  state.self = self;
  state.store = std::move(store);
  return {
      [&state](question_atom, const question_record& question) { return state.write(question); },
      [&state](answer_atom, const answer_record& answer) { return state.write(answer); },
      [&state](history_atom, const history_query& query) { return state.read(query); },
      [&state](flush_atom) { state.flush(); },
  };
}

}  // namespace aurawell::actors
