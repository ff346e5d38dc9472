#include "domain/durability/write_backlog.hpp"

#include <algorithm>
#include <utility>

#include "domain/durability/isolated_writes.hpp"

namespace aurawell {
namespace {

using oldest_writes = std::vector<std::pair<std::int64_t, const spooled_write*>>;

result<void> save(advice_store& store, const spooled_write& write) {
  const auto saved = store.save(write);
  return saved ? result<void>{} : saved.failure();
}

/// In one transaction and one call. False: each write must be made alone, also if it is not known
/// whether they were written.
result<bool> save_together(advice_store& store, const oldest_writes& oldest) {
  std::vector<const spooled_write*> writes;
  for (const auto& [number, write] : oldest) {
    writes.push_back(write);
  }
  if (writes.empty() || !store.saves_in_groups()) {
    return false;
  }
  if (auto begun = store.begin(); !begun) {
    return begun.failure();
  }
  const auto saved = store.save_all(writes);
  if (saved &&
      std::all_of(saved->begin(), saved->end(), [](const auto& one) { return one.has_value(); })) {
    return store.commit().has_value();
  }
  store.roll_back();
  return false;
}

}  // namespace

write_backlog::write_backlog(std::unique_ptr<write_spool> spool) : spool_{std::move(spool)} {}

result<void> write_backlog::load() {
  auto left = spool_->load();
  if (!left) {
    return left.failure();
  }
  for (auto& [number, write] : *left) {
    waiting_.add(number, std::move(write));
  }
  must_clear_ = !left->empty();
  return {};
}

result<void> write_backlog::add(std::vector<spooled_write> writes) {
  const auto first = spool_->append(writes);
  if (!first) {
    return first.failure();
  }
  auto number = *first;
  for (auto& write : writes) {
    waiting_.add(number++, std::move(write));
  }
  must_clear_ = true;
  return {};
}

/// False: it was dropped.
result<bool> write_backlog::put_aside(std::int64_t number, const spooled_write& write, ec code) {
  const request_name name{asker_of(write), request_of(write)};
  const bool is_gone = code == ec::user_not_found || code == ec::answered_elsewhere ||
                       (code == ec::request_not_found && !aside_.contains(name));
  if (is_gone) {
    // Its question or its user was deleted, or another process has made the answer since.
    return false;
  }
  const auto done = spool_->set_aside(number, code);
  if (done && std::holds_alternative<question_record>(write)) {
    aside_.insert(name);
  }
  return done ? result<bool>{true} : done.failure();
}

void write_backlog::drop_oldest(std::size_t count, std::int64_t last) {
  waiting_.drop_oldest(count);
  if (!waiting_.empty()) {
    // Remaining writes are removed with the rest, or written again after a crash.
    (void)spool_->remove_until(last);
  }
}

result<replay_report> write_backlog::replay(advice_store& store, std::size_t most) {
  const auto oldest = waiting_.oldest(most);
  replay_report report;
  result<void> kept;
  const auto write = [&](std::size_t i) { return save(store, *oldest[i].second); };
  const auto settled = [&](std::size_t i, const result<void>& done) {
    if (done) {
      ++report.written;
      return true;
    }
    const auto& [number, rejected] = oldest[i];
    const auto is_kept = put_aside(number, *rejected, done.failure().code);
    if (is_kept) {
      report.rejected.push_back({request_of(*rejected), done.failure(), *is_kept});
    }
    kept = is_kept ? result<void>{} : is_kept.failure();
    return kept.has_value();
  };
  const auto together = save_together(store, oldest);
  auto done = together ? result<void>{} : together.failure();
  if (together && *together) {
    report.written = oldest.size();
  } else if (together) {
    done = write_isolated(store, {oldest.size(), write, settled});
    done = done ? kept : done;
  }
  if (const auto count = report.written + report.rejected.size(); count > 0) {
    drop_oldest(count, oldest[count - 1].first);
    // Otherwise the next replay detects it.
    done = {};
  }
  if (done && waiting_.empty() && must_clear_) {
    done = clear();
  }
  return done || report.written + report.rejected.size() > 0 ? result<replay_report>{report}
                                                             : done.failure();
}

result<void> write_backlog::clear() {
  auto cleared = spool_->clear();
  if (cleared) {
    must_clear_ = false;
    aside_.clear();
  }
  return cleared;
}

}  // namespace aurawell
