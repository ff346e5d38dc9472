// Group commits of the store actor.

#include <algorithm>
#include <caf/all.hpp>
#include <utility>

#include "actors/store/store_actor.hpp"
#include "domain/durability/isolated_writes.hpp"

namespace aurawell::actors {
namespace {

/// Writes of one call: their texts are in memory several times until it is over.
constexpr std::size_t most_at_once = 256;

stored_exchange_ptr to_message(std::optional<stored_exchange>&& found) {
  return found ? std::make_shared<const stored_exchange>(*std::move(found)) : nullptr;
}

write_outcome to_outcome(saved_write saved) {
  if (!saved) {
    return saved.failure();
  }
  const auto term = *saved ? (*saved)->term : first_term;
  return question_claim{to_message(*std::move(saved)), term};
}

write_outcome to_outcome(const result<void>& done) {
  return done ? write_outcome{question_claim{}} : done.failure();
}

}  // namespace

store_state::~store_state() {
  for (const auto& member : group_) {
    if (member.reply) {
      member.reply(error{ec::database_unreachable, "the store ended"});
    }
  }
}

void store_state::add(group_member fresh) {
  if (group_.empty()) {
    self->send(self, flush_atom::value);
    group_began_ = std::chrono::steady_clock::now();
    open_group();
  }
  // Before the work, which may throw: then the termination of this actor replies.
  group_.push_back(std::move(fresh));
  if (setup.store->saves_in_groups() && group_.back().write) {
    return;
  }
  save_waiting();
  if (!has_begun_ || away_ || transaction_failed_) {
    return;
  }
  tried_ = group_.size();
  if (const auto done = attempt(group_.back()); !done && !is_own_failure(done.failure())) {
    note_failure(done.failure());
  }
}

/// The rest of the group is not tried in this transaction.
void store_state::note_failure(const error& failure) {
  if (is_away(failure)) {
    away_ = failure;
  } else {
    transaction_failed_ = true;
  }
}

/// Makes the writes that wait, except work at the end, in few calls.
void store_state::save_waiting() {
  std::vector<const spooled_write*> writes;
  const auto end = std::min(group_.size(), tried_ + most_at_once);
  for (auto i = tried_; i < end && group_[i].write; ++i) {
    writes.push_back(&*group_[i].write);
  }
  const bool is_possible = has_begun_ && !away_ && !transaction_failed_;
  if (writes.empty() || !is_possible || !setup.store->saves_in_groups()) {
    return;
  }
  auto saved = setup.store->save_all(writes);
  if (!saved) {
    damage_->look(*setup.store, std::chrono::steady_clock::now());
    note_failure(saved.failure());
    return;
  }
  for (auto& outcome : *saved) {
    group_[tried_++].outcome = to_outcome(std::move(outcome));
  }
  save_waiting();
}

void store_state::open_group() {
  if (degraded_) {
    away_ = {ec::database_unreachable, "the database is away; try again later"};
    return;
  }
  const auto begun = setup.store->begin();
  has_begun_ = begun.has_value();
  if (!begun) {
    away_ = begun.failure();
  }
}

result<void> store_state::attempt(group_member& member) {
  member.outcome.reset();
  auto done =
      member.write
          ? to_outcome(setup.store->save(*member.write))
          : to_outcome(setup.store->together([&] { return member.work->run(*setup.store); }));
  if (!done) {
    damage_->look(*setup.store, std::chrono::steady_clock::now());
  }
  const auto outcome = done ? result<void>{} : done.failure();
  if (done || is_own_failure(done.failure())) {
    member.outcome = std::move(done);
  }
  return outcome;
}

void store_state::flush() {
  if (group_.empty()) {
    return;
  }
  if (const auto away = commit_group()) {
    spool(*away);
  }
  setup.telemetry->store_called(store_call::commit,
                                std::chrono::steady_clock::now() - group_began_);
  for (auto& member : group_) {
    std::exchange(member.reply, nullptr)(*member.outcome);
  }
  group_.clear();
  tried_ = 0;
  look_at_log();
}

/// Why the database accepts nothing of the remaining group; nothing: all outcomes are known.
std::optional<error> store_state::commit_group() {
  save_waiting();
  const bool has_failed = std::exchange(transaction_failed_, false);
  const auto away = std::exchange(away_, std::nullopt);
  if (!std::exchange(has_begun_, false)) {
    return away;
  }
  if (away || has_failed) {
    // Nothing of what is reported as failed may stay.
    setup.store->roll_back();
    return away ? away : write_anew();
  }
  const auto committed = setup.store->commit();
  if (!committed) {
    damage_->look(*setup.store, std::chrono::steady_clock::now());
    return is_away(committed.failure()) ? committed.failure() : write_anew();
  }
  return std::nullopt;
}

/// Writes each member so that its failure affects no other. Members with an outcome leave the
/// group.
std::optional<error> store_state::write_anew() {
  std::ptrdiff_t count = 0;
  const auto settled = [&](std::size_t i, const result<void>& done) {
    auto& member = group_[i];
    if (!done) {
      member.outcome = done.failure();
    }
    std::exchange(member.reply, nullptr)(*member.outcome);
    ++count;
    return true;
  };
  const auto done = write_isolated(
      *setup.store, {group_.size(), [&](std::size_t i) { return attempt(group_[i]); }, settled});
  group_.erase(group_.begin(), group_.begin() + count);
  return done ? std::nullopt : std::optional{done.failure()};
}

}  // namespace aurawell::actors
