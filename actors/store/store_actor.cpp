#include "actors/store/store_actor.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <utility>

#include "actors/store/timed_call.hpp"
#include "actors/system/errors.hpp"
#include "domain/durability/backlog_view.hpp"

namespace aurawell::actors {
namespace {

/// Longest time, plus one work, for which work from outside delays questions and answers.
constexpr std::chrono::milliseconds longest_turn{5};

/// Converts a result of the store to a reply of the actor.
template <class T>
caf::result<T> reply_with(result<T> outcome) {
  if (!outcome) {
    return to_caf(outcome.failure());
  }
  return std::move(outcome).value();
}

}  // namespace

template <class T>
result<T> store_state::checked(result<T> read) {
  if (!read) {
    on_failure(read.failure());
  }
  return read;
}

caf::result<caf::ok_atom> store_state::write(spooled_write spooled) {
  auto promise = self->make_response_promise<caf::ok_atom>();
  add({std::move(spooled), nullptr, [promise](const write_outcome& done) mutable {
         done ? promise.deliver(caf::ok_atom::value) : promise.deliver(to_caf(done.failure()));
       }});
  return promise;
}

caf::result<question_claim> store_state::write_question(const question_record& question) {
  auto promise = self->make_response_promise<question_claim>();
  add({question, nullptr, [promise](const write_outcome& done) mutable {
         done ? promise.deliver(*done) : promise.deliver(to_caf(done.failure()));
       }});
  return promise;
}

void store_state::add_work(const store_work_ptr& work) {
  const bool is_idle = line_.empty();
  if (line_.add(work) && is_idle) {
    self->send(self, next_atom::value);
  }
}

void store_state::make_next() {
  const auto until = std::chrono::steady_clock::now() + longest_turn;
  auto now = until - longest_turn;
  while (!line_.empty() && now < until) {
    if (const auto work = line_.next(now)) {
      do_work(work);
    }
    now = std::chrono::steady_clock::now();
  }
  line_.publish();
  if (!line_.empty()) {
    self->send(self, next_atom::value);
  }
}

void store_state::do_work(const store_work_ptr& work) {
  if (work->use() == store_use::reads) {
    const timed_call timed{*setup.telemetry, store_call::read};
    const auto done = work->run(*setup.store);
    if (!done) {
      on_failure(done.failure());
    }
    work->report(done);
    return;
  }
  add({std::nullopt, work, [work](const write_outcome& done) {
         work->report(done ? result<void>{} : done.failure());
       }});
}

bool store_state::holds_answer(const conversation_key& key) const {
  return std::any_of(group_.begin(), group_.end(), [&key](const group_member& member) {
    const auto* answer = member.write ? std::get_if<answer_record>(&*member.write) : nullptr;
    return answer != nullptr && answer->key == key;
  });
}

conversation_background store_state::background(const background_query& query) {
  if (must_flush() && holds_answer(query.past.key)) {
    flush();
  }
  const timed_call timed{*setup.telemetry, store_call::read};
  auto& store = read_store();
  auto found = load_background(store, query);
  for (const auto& failure : {found.past_failure, found.person_failure}) {
    if (failure) {
      on_failure(*failure);
    }
  }
  if (setup.backlog) {
    backlog_view::add_past(store, setup.backlog->waiting(), query.past, found);
  }
  return found;
}

caf::result<stored_exchange_ptr> store_state::find(const request_name& wanted) {
  if (must_flush()) {
    flush();
  }
  auto& store = read_store();
  auto found =
      checked(setup.backlog ? backlog_view::find_exchange(store, setup.backlog->waiting(), wanted)
                            : store.find_exchange(wanted.asker, wanted.request));
  if (!found) {
    return to_caf(found.failure());
  }
  return *found ? std::make_shared<const stored_exchange>(**std::move(found)) : nullptr;
}

caf::result<std::vector<stored_exchange>> store_state::session(const session_query& query) {
  if (must_flush()) {
    flush();
  }
  const timed_call timed{*setup.telemetry, store_call::read};
  auto& store = read_store();
  if (!setup.backlog) {
    return reply_with(store.load_session(query));
  }
  return reply_with(checked(backlog_view::load_session(store, setup.backlog->waiting(), query)));
}

store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     store_setup setup) {
  auto& state = self->state;
  state.self = self;
  state.setup = std::move(setup);
  self->set_exception_handler(end_with_error);
  state.start();
  return {
      [&state](question_atom, const question_record& question) {
        return state.write_question(question);
      },
      [&state](find_atom, const request_name& wanted) { return state.find(wanted); },
      [&state](progress_atom, const progress_record& progress) { return state.write(progress); },
      [&state](answer_atom, const answer_record& answer) { return state.write(answer); },
      [&state](background_atom, const background_query& query) { return state.background(query); },
      [&state](sess_atom, const session_query& query) { return state.session(query); },
      [&state](access_atom, const member_wish& wish) {
        return reply_with(state.checked(find_member(state.read_store().accounts(), wish)));
      },
      [&state](work_atom, const store_work_ptr& work) { state.add_work(work); },
      [&state](flush_atom) { state.flush(); },
      [&state](retry_atom) { state.retry(); },
      [&state](next_atom) { state.make_next(); },
      [&state](clear_atom) { state.clear_log(); },
  };
}

}  // namespace aurawell::actors
