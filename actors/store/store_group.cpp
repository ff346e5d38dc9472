// Group commits of the store actor.

#include <algorithm>
#include <caf/all.hpp>
#include <utility>

#include "actors/store/store_actor.hpp"
#include "domain/durability/isolated_writes.hpp"

namespace aurawell::actors {
namespace {

stored_exchange_ptr to_message(std::optional<stored_exchange>&& found) {
  return found ? std::make_shared<const stored_exchange>(*std::move(found)) : nullptr;
}

result<stored_exchange_ptr> to_outcome(result<std::optional<stored_exchange>> found) {
  return found ? result<stored_exchange_ptr>{to_message(*std::move(found))} : found.failure();
}

result<stored_exchange_ptr> to_outcome(const result<void>& done) {
  return done ? result<stored_exchange_ptr>{nullptr} : done.failure();
}

result<stored_exchange_ptr> save(advice_store& store, const spooled_write& spooled) {
  if (const auto* question = std::get_if<question_record>(&spooled)) {
    return to_outcome(store.save_question(*question));
  }
  if (const auto* progress = std::get_if<progress_record>(&spooled)) {
    return to_outcome(store.save_progress(*progress));
  }
  return to_outcome(store.save_answer(std::get<answer_record>(spooled)));
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
  if (!has_begun_ || away_ || transaction_failed_) {
    return;
  }
  if (const auto done = attempt(group_.back()); !done && is_away(done.failure())) {
    away_ = done.failure();
  } else {
    transaction_failed_ = !done && !is_own_failure(done.failure());
  }
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
          ? save(*setup.store, *member.write)
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
  look_at_log();
}

/// Why the database accepts nothing of the remaining group; nothing: all outcomes are known.
std::optional<error> store_state::commit_group() {
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
