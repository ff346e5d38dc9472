#include "actors/store_actor.hpp"

#include <caf/all.hpp>

#include "actors/errors.hpp"

namespace aurawell::actors {
namespace {

/// What a store says becomes what an actor replies.
template <class T>
caf::result<T> reply_with(result<T> outcome) {
  if (!outcome) {
    return to_caf(outcome.failure());
  }
  return std::move(outcome).value();
}

stored_exchange_ptr to_message(std::optional<stored_exchange>&& found) {
  return found ? std::make_shared<const stored_exchange>(*std::move(found)) : nullptr;
}

}  // namespace

const result<void>& store_state::join_group() {
  if (group_.empty()) {
    self->send(self, flush_atom::value);
    begun_ = store->begin();
  }
  return begun_;
}

template <class Promise, class Value>
void store_state::answer_after_commit(Promise promise, result<Value> outcome) {
  group_.emplace_back(
      [promise, outcome = std::move(outcome)](const result<void>& committed) mutable {
        if (!committed) {
          promise.deliver(to_caf(committed.failure()));
        } else if (!outcome) {
          promise.deliver(to_caf(outcome.failure()));
        } else {
          promise.deliver(std::move(outcome).value());
        }
      });
}

caf::result<caf::ok_atom> store_state::write(const std::function<result<void>()>& work) {
  const auto& joined = join_group();
  const auto done = joined ? work() : joined;
  auto promise = self->make_response_promise<caf::ok_atom>();
  answer_after_commit(promise, done ? result<caf::ok_atom>{caf::ok_atom::value}
                                    : result<caf::ok_atom>{done.failure()});
  return promise;
}

caf::result<stored_exchange_ptr> store_state::write_question(const question_record& question) {
  const auto& joined = join_group();
  auto promise = self->make_response_promise<stored_exchange_ptr>();
  auto saved = joined ? store->save_question(question)
                      : result<std::optional<stored_exchange>>{joined.failure()};
  answer_after_commit(promise, saved ? result<stored_exchange_ptr>{to_message(*std::move(saved))}
                                     : result<stored_exchange_ptr>{saved.failure()});
  return promise;
}

void store_state::do_work(const store_work_ptr& work) {
  if (work->is_late(std::chrono::steady_clock::now())) {
    return;
  }
  if (work->how() == store_use::reads) {
    work->report(work->run(*store));
    return;
  }
  const auto& joined = join_group();
  const auto done = joined ? store->together([&] { return work->run(*store); }) : joined;
  group_.emplace_back(
      [work, done](const result<void>& committed) { work->report(committed ? done : committed); });
}

void store_state::flush() {
  const auto committed = begun_ ? store->commit() : begun_;
  for (const auto& reply : std::exchange(group_, {})) {
    reply(committed);
  }
}

store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     std::shared_ptr<advice_store> store) {
  auto& state = self->state;
  state.self = self;
  state.store = std::move(store);
  self->set_exception_handler(end_with_error);
  return {
      [&state](question_atom, const question_record& question) {
        return state.write_question(question);
      },
      [&state](progress_atom, const progress_record& progress) {
        return state.write([&] { return state.store->save_progress(progress); });
      },
      [&state](answer_atom, const answer_record& answer) {
        return state.write([&] { return state.store->save_answer(answer); });
      },
      [&state](background_atom, const background_query& query) {
        return load_background(*state.store, query);
      },
      [&state](sess_atom, const session_query& query) {
        return reply_with(state.store->load_session(query));
      },
      [&state](list_atom, const conversation_list_query& query) {
        return reply_with(state.store->list_conversations(query));
      },
      [&state](read_atom, const exchange_list_query& query) {
        return reply_with(state.store->list_exchanges(query));
      },
      [&state](remove_atom, const conversation_key& key) {
        return state.write([&] { return state.store->remove_conversation(key); });
      },
      [&state](access_atom, const member_wish& wish) {
        return reply_with(find_member(state.store->accounts(), wish));
      },
      [&state](work_atom, const store_work_ptr& work) { state.do_work(work); },
      [&state](flush_atom) { state.flush(); },
  };
}

}  // namespace aurawell::actors
