#include "actors/store_actor.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/errors.hpp"
#include "domain/backlog_view.hpp"

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

result<stored_exchange_ptr> to_outcome(result<std::optional<stored_exchange>> found) {
  return found ? result<stored_exchange_ptr>{to_message(*std::move(found))} : found.failure();
}

result<stored_exchange_ptr> to_outcome(const result<void>& done) {
  return done ? result<stored_exchange_ptr>{nullptr} : done.failure();
}

result<stored_exchange_ptr> save(advice_store& store, const spooled_write& what) {
  if (const auto* question = std::get_if<question_record>(&what)) {
    return to_outcome(store.save_question(*question));
  }
  if (const auto* progress = std::get_if<progress_record>(&what)) {
    return to_outcome(store.save_progress(*progress));
  }
  return to_outcome(store.save_answer(std::get<answer_record>(what)));
}

}  // namespace

store_state::~store_state() {
  for (const auto& member : group_) {
    member.reply(error{ec::database_unreachable, "the store ended"});
  }
}

void store_state::add(std::optional<spooled_write> what, const std::function<write_outcome()>& work,
                      std::function<void(const write_outcome&)> reply) {
  if (group_.empty()) {
    self->send(self, flush_atom::value);
    open_group();
  }
  // Before the work, which might throw: then the end of this actor is its reply.
  group_.push_back({std::move(what), std::nullopt, false, std::move(reply)});
  if (!has_begun_ || away_) {
    return;
  }
  auto done = work();
  if (!done && is_away(done.failure())) {
    away_ = done.failure();
  } else {
    group_.back().outcome = std::move(done);
  }
}

void store_state::open_group() {
  if (degraded_) {
    away_ = {ec::database_unreachable, "the database is away; try again later"};
    return;
  }
  const auto begun = with.store->begin();
  has_begun_ = begun.has_value();
  if (!begun) {
    away_ = begun.failure();
  }
}

caf::result<caf::ok_atom> store_state::write(spooled_write what) {
  auto promise = self->make_response_promise<caf::ok_atom>();
  const auto work = [&] { return save(*with.store, what); };
  add(what, work, [promise](const write_outcome& done) mutable {
    done ? promise.deliver(caf::ok_atom::value) : promise.deliver(to_caf(done.failure()));
  });
  return promise;
}

caf::result<stored_exchange_ptr> store_state::write_question(const question_record& question) {
  auto promise = self->make_response_promise<stored_exchange_ptr>();
  const auto work = [&] { return save(*with.store, question); };
  add(question, work, [promise](const write_outcome& done) mutable {
    done ? promise.deliver(*done) : promise.deliver(to_caf(done.failure()));
  });
  return promise;
}

void store_state::do_work(const store_work_ptr& work) {
  if (work->is_late(std::chrono::steady_clock::now())) {
    return;
  }
  if (work->how() == store_use::reads) {
    const auto done = work->run(*with.store);
    if (!done) {
      on_failure(done.failure());
    }
    work->report(done);
    return;
  }
  const auto run = [&] {
    return to_outcome(with.store->together([&] { return work->run(*with.store); }));
  };
  add(std::nullopt, run,
      [work](const write_outcome& done) { work->report(done ? result<void>{} : done.failure()); });
}

conversation_background store_state::background(const background_query& query) {
  auto found = load_background(*with.store, query);
  for (const auto& failure : {found.past_failure, found.person_failure}) {
    if (failure) {
      on_failure(*failure);
    }
  }
  if (with.backlog) {
    backlog_view::add_past(*with.store, with.backlog->waiting(), query.past, found);
  }
  return found;
}

caf::result<std::vector<stored_exchange>> store_state::session(const session_query& query) {
  if (!with.backlog) {
    return reply_with(with.store->load_session(query));
  }
  return reply_with(
      checked(backlog_view::load_session(*with.store, with.backlog->waiting(), query)));
}

void store_state::flush() {
  auto group = std::exchange(group_, {});
  if (group.empty()) {
    return;
  }
  // Also when something failed: what was written may stay, it will be written once more.
  const auto committed = std::exchange(has_begun_, false) ? with.store->commit() : result<void>{};
  auto away = std::exchange(away_, std::nullopt);
  if (!committed) {
    away = committed.failure();
  }
  if (away) {
    spool(std::move(group), *away);
    return;
  }
  for (const auto& member : group) {
    member.reply(*member.outcome);
  }
}

store_actor::behavior_type run_store(store_actor::stateful_pointer<store_state> self,
                                     store_setup with) {
  auto& state = self->state;
  state.self = self;
  state.with = std::move(with);
  self->set_exception_handler(end_with_error);
  state.start();
  return {
      [&state](question_atom, const question_record& question) {
        return state.write_question(question);
      },
      [&state](progress_atom, const progress_record& progress) { return state.write(progress); },
      [&state](answer_atom, const answer_record& answer) { return state.write(answer); },
      [&state](background_atom, const background_query& query) { return state.background(query); },
      [&state](sess_atom, const session_query& query) { return state.session(query); },
      [&state](access_atom, const member_wish& wish) {
        return reply_with(state.checked(find_member(state.with.store->accounts(), wish)));
      },
      [&state](work_atom, const store_work_ptr& work) { state.do_work(work); },
      [&state](flush_atom) { state.flush(); },
      [&state](retry_atom) { state.retry(); },
  };
}

}  // namespace aurawell::actors
