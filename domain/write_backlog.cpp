#include "domain/write_backlog.hpp"

#include <limits>
#include <string>
#include <utility>

namespace aurawell {
namespace {

constexpr auto all = std::numeric_limits<std::size_t>::max();

result<void> save(advice_store& store, const spooled_write& write) {
  if (const auto* question = std::get_if<question_record>(&write)) {
    const auto saved = store.save_question(*question);
    return saved ? result<void>{} : saved.failure();
  }
  if (const auto* progress = std::get_if<progress_record>(&write)) {
    return store.save_progress(*progress);
  }
  return store.save_answer(std::get<answer_record>(write));
}

}  // namespace

bool is_away(const error& why) noexcept {
  return why.code == ec::database_unreachable;
}

write_backlog::write_backlog(std::unique_ptr<write_spool> spool) : spool_{std::move(spool)} {}

result<void> write_backlog::load() {
  auto left = spool_->load();
  if (!left) {
    return left.failure();
  }
  for (auto& write : *left) {
    const auto bytes = spool_->encoded(write).size();
    waiting_.add(std::move(write), bytes);
  }
  return {};
}

result<void> write_backlog::make_room(std::size_t wanted) {
  const auto most = spool_->most_bytes();
  if (spool_->bytes() + wanted <= most) {
    return {};
  }
  // Rewriting must win an eighth, else it would happen with every write.
  if (waiting_.bytes() + wanted > most - most / 8) {
    return error{ec::database_unreachable,
                 "the database is away and the spool is full (storage.spool_bytes)"};
  }
  std::string needed;
  for (const auto* write : waiting_.oldest(all)) {
    needed += spool_->encoded(*write);
  }
  return spool_->replace(needed);
}

result<void> write_backlog::add(std::vector<spooled_write> writes) {
  std::string encoded;
  std::vector<std::size_t> sizes;
  for (const auto& write : writes) {
    const auto before = encoded.size();
    encoded += spool_->encoded(write);
    sizes.push_back(encoded.size() - before);
  }
  if (auto room = make_room(encoded.size()); !room) {
    return room;
  }
  if (auto kept = spool_->append(encoded); !kept) {
    return kept;
  }
  for (std::size_t i = 0; i < writes.size(); ++i) {
    waiting_.add(std::move(writes[i]), sizes[i]);
  }
  return {};
}

result<void> write_backlog::write(advice_store& store, const spooled_write& what,
                                  replay_report& report) {
  auto saved = save(store, what);
  if (saved || is_away(saved.failure())) {
    return saved;
  }
  report.rejected.push_back({request_of(what), saved.failure()});
  // Its question was deleted, and so must this be.
  if (saved.failure().code == ec::request_not_found) {
    return {};
  }
  return spool_->set_aside(what);
}

result<replay_report> write_backlog::replay(advice_store& store, std::size_t most) {
  if (auto begun = store.begin(); !begun) {
    return begun.failure();
  }
  const auto oldest = waiting_.oldest(most);
  replay_report report;
  result<void> done;
  for (auto next = oldest.begin(); done && next != oldest.end(); ++next) {
    done = write(store, **next, report);
  }
  // Also after a failure: what was written may stay, it will be written once more.
  const auto committed = store.commit();
  if (!done || !committed) {
    return done ? committed.failure() : done.failure();
  }
  report.written = oldest.size() - report.rejected.size();
  waiting_.drop_oldest(oldest.size());
  if (waiting_.empty() && spool_->bytes() > 0) {
    if (auto emptied = spool_->replace({}); !emptied) {
      return emptied.failure();
    }
  }
  return report;
}

}  // namespace aurawell
