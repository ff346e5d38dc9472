// The store actor while the database is away.

#include <algorithm>
#include <caf/all.hpp>
#include <set>
#include <utility>

#include "actors/store/store_actor.hpp"
#include "domain/durability/backlog_view.hpp"
#include "domain/durability/isolated_writes.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

/// Writes of one transaction: other messages wait no longer than for these.
constexpr std::size_t replayed_at_once = 256;

constexpr int most_pause_factor = 8;

}  // namespace

void store_state::start() {
  line_ = work_line{setup.limits, setup.board, &store_status::changes_waiting};
  damage_.emplace(setup.board);
  setup.store->roll_back();
  wait_for_locks(true);
  // What the former one has shown of itself.
  setup.board->with_lock([](store_status& status) {
    status.degraded = false;
    status.reason.clear();
    status.changes_waiting = 0;
    status.log_holds_removed = false;
  });
  look_at_log();
  watch_others();
  if (setup.backlog && !setup.backlog->idle()) {
    degrade({ec::database_unreachable, "writes are waiting from before this actor's time"});
  }
}

/// Moves the group, which the database does not accept, to the spool. Every member has an outcome
/// afterwards.
void store_state::spool(const error& failure) {
  for (auto& member : group_) {
    const bool is_done = member.outcome && *member.outcome;
    const bool is_known = is_done && (*member.outcome)->known != nullptr;
    // The work was done and then undone; the state it relied on may be in this group only.
    if (is_done && !(is_known && setup.backlog)) {
      member.outcome.reset();
      member.is_new = !is_known;
    } else if (is_done) {
      // Its claim was undone too.
      (*member.outcome)->term = no_term;
    }
  }
  if (setup.backlog) {
    degrade(failure);
    write_to_spool();
    show_backlog();
  }
  for (auto& member : group_) {
    member.outcome = member.outcome.value_or(failure);
  }
}

std::optional<write_outcome> store_state::find_known(const question_record& question) const {
  const request_name asked{question.asker(), question.request};
  auto known = backlog_view::find_exchange(*setup.store, setup.backlog->waiting(), asked);
  if (!known || !*known) {
    return std::nullopt;
  }
  return question_claim{std::make_shared<const stored_exchange>(**std::move(known)), no_term};
}

/// Whether the question is in this group, in the store, or among the waiting writes.
bool store_state::was_asked_before(const group_member& member,
                                   std::set<request_name>& asked) const {
  const auto* question = member.write ? std::get_if<question_record>(&*member.write) : nullptr;
  if (question == nullptr || (member.outcome && !*member.outcome)) {
    return false;
  }
  return !asked.insert({question->asker(), question->request}).second || member.outcome ||
         (!member.is_new && find_known(*question));
}

/// Adds all writes that can wait to the spool, except questions that were asked before.
void store_state::write_to_spool() {
  std::vector<spooled_write> writes;
  std::vector<group_member*> kept;
  std::vector<group_member*> repeats;
  std::set<request_name> asked;
  for (auto& member : group_) {
    if (was_asked_before(member, asked)) {
      repeats.push_back(&member);
    } else if (!member.outcome && member.write) {
      writes.push_back(*member.write);
      kept.push_back(&member);
    }
  }
  const auto done = writes.empty() ? result<void>{} : setup.backlog->add(std::move(writes));
  if (!done && !std::exchange(refuses_, true)) {
    logging::error("store.nothing_saved",
                   {{"code", to_string(done.failure().code)},
                    {"detail", done.failure().detail},
                    {"hint",
                     "neither the database nor the spool takes writes; questions are "
                     "refused until one of them does"}});
  }
  refuses_ = refuses_ && !done;
  for (auto* member : kept) {
    if (done) {
      member->outcome = question_claim{};
    } else {
      member->outcome = done.failure();
    }
  }
  // Not earlier: the answer to a repeated question may be in this group.
  for (auto* member : repeats) {
    if (auto known = find_known(std::get<question_record>(*member->write))) {
      member->outcome = std::move(known);
    }
  }
}

void store_state::on_failure(const error& failure) {
  damage_->look(*setup.store, std::chrono::steady_clock::now());
  if (setup.backlog && is_away(failure)) {
    degrade(failure);
  }
}

void store_state::degrade(const error& failure) {
  if (std::exchange(degraded_, true)) {
    return;
  }
  logging::error("store.degraded", {{"code", to_string(failure.code)},
                                    {"detail", failure.detail},
                                    {"hint", "writes wait in the spool until it is back"}});
  wait_for_locks(false);
  setup.board->with_lock([&](store_status& status) {
    status.degraded = true;
    status.since = std::chrono::system_clock::now();
    status.reason = failure.detail;
  });
  pause_ = setup.retry_interval;
  self->delayed_send(self, pause_, retry_atom::value);
}

void store_state::retry() {
  flush();
  const auto replayed = setup.backlog->replay(*setup.store, replayed_at_once);
  if (!replayed) {
    pause_ = std::min(pause_ * 2, setup.retry_interval * most_pause_factor);
    self->delayed_send(self, pause_, retry_atom::value);
    return;
  }
  pause_ = setup.retry_interval;
  setup.board->with_lock([&](store_status& status) {
    status.replayed += replayed->written;
    status.rejected += replayed->rejected.size();
  });
  for (const auto& one : replayed->rejected) {
    logging::error("store.write_refused", {{"request", one.request},
                                           {"code", to_string(one.why.code)},
                                           {"detail", one.why.detail},
                                           {"hint", one.hint()}});
  }
  show_backlog();
  if (setup.backlog->idle()) {
    recover();
  } else {
    self->send(self, retry_atom::value);
  }
}

void store_state::recover() {
  degraded_ = false;
  wait_for_locks(true);
  logging::info("store.recovered");
  setup.board->with_lock([](store_status& status) {
    status.degraded = false;
    status.reason.clear();
  });
}

void store_state::wait_for_locks(bool wait) noexcept {
  setup.store->wait_for_locks(wait);
  if (setup.history) {
    setup.history->wait_for_locks(wait);
  }
}

void store_state::show_backlog() {
  setup.board->with_lock([&](store_status& status) {
    status.waiting = setup.backlog->waiting().size();
    status.bytes = setup.backlog->bytes();
  });
}

}  // namespace aurawell::actors
