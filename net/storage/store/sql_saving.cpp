// Writes of the store.

#include <optional>
#include <utility>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/store/array_group.hpp"
#include "net/storage/store/single_write.hpp"
#include "net/storage/store/sql_store.hpp"

namespace aurawell::net {
namespace {

/// Of a group that another process disturbs; then the database counts as away.
constexpr int most_tries = 4;

write_view view_of(const spooled_write& write) {
  return std::visit([](const auto& record) { return write_view{&record}; }, write);
}

}  // namespace

result<write_outcomes> sql_store::write_once(std::span<const write_view> writes, bool& has_raced) {
  const auto runner = writes_for_ended_ ? std::nullopt : own_runner();
  const write_tools use{*connection_, statements_, seal_, accounts_, processes_.get(), runner};
  if (!connection_->sends_ahead()) {
    single_write one{use};
    const auto done = batch_.as_one([&] { return one.run(writes.front()); });
    return done ? result<write_outcomes>{{one.outcome()}} : done.failure();
  }
  array_group group{use, groups_, writes_for_ended_ ? nullptr : &running_};
  const auto done = batch_.as_one([&] { return group.run(writes); });
  has_raced = connection_->take_conflict() || group.has_raced();
  return done ? result<write_outcomes>{group.outcomes()} : done.failure();
}

result<std::vector<saved_write>> sql_store::save_together(std::span<const write_view> writes) {
  for (int tries = 1;; ++tries) {
    bool has_raced = false;
    const auto done = write_once(writes, has_raced);
    if (done) {
      return outcomes_of(*done, writes);
    }
    if (!has_raced || batch_.is_lost() || tries == most_tries) {
      return done.failure();
    }
  }
}

result<std::vector<saved_write>> sql_store::outcomes_of(const write_outcomes& outcomes,
                                                        std::span<const write_view> writes) {
  std::vector<saved_write> all;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const auto& outcome = outcomes[i];
    if (outcome.is == write_outcome::state::saved) {
      all.emplace_back(std::nullopt);
    } else if (outcome.is == write_outcome::state::refused) {
      all.emplace_back(outcome.why);
    } else {
      const auto& question = *std::get<const question_record*>(writes[i]);
      all.push_back(find_known(question));
    }
  }
  return all;
}

/// Within a transaction a read that fails must be undone, or nothing else of it could be committed.
saved_write sql_store::find_known(const question_record& question) {
  const auto find = [&] { return find_exchange(question.asker(), question.request); };
  if (!connection_->in_transaction()) {
    return find();
  }
  saved_write found{std::nullopt};
  const auto done = batch_.atomically([&] {
    found = find();
    return found ? result<void>{} : found.failure();
  });
  return done || !found ? found : saved_write{done.failure()};
}

result<void> sql_store::together(const std::function<result<void>()>& calls) {
  result<void> done;
  bool again = true;
  for (int tries = 0; again && tries < most_tries; ++tries) {
    done = batch_.atomically(calls);
    again = connection_->take_conflict() && !done && !batch_.is_lost();
  }
  return done;
}

saved_write sql_store::save_one(const write_view& write) {
  auto saved = save_together({&write, 1});
  return saved ? std::move(saved->front()) : saved.failure();
}

saved_write sql_store::save_question(const question_record& question) {
  return save_one(&question);
}

result<void> sql_store::save_progress(const progress_record& progress) {
  const auto saved = save_one(&progress);
  return saved ? result<void>{} : saved.failure();
}

result<void> sql_store::save_answer(const answer_record& answer) {
  const auto saved = save_one(&answer);
  return saved ? result<void>{} : saved.failure();
}

result<std::vector<saved_write>> sql_store::save_all(std::span<const spooled_write* const> writes) {
  if (!connection_->sends_ahead()) {
    return advice_store::save_all(writes);
  }
  std::vector<write_view> views;
  for (const auto* write : writes) {
    views.push_back(view_of(*write));
  }
  auto saved = save_together(views);
  // Which of them has failed is not known.
  return saved || batch_.is_lost() || writes.size() == 1 ? saved : advice_store::save_all(writes);
}

}  // namespace aurawell::net
