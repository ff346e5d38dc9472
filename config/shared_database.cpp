#include "config/shared_database.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "domain/log/log.hpp"
#include "domain/ports/account_store.hpp"
#include "net/storage/spool/open_spool.hpp"

namespace aurawell::config {
namespace {

constexpr std::size_t replayed_at_once = 256;

result<void> replay_all(advice_store& store, write_backlog& backlog) {
  while (!backlog.idle()) {
    const auto replayed = backlog.replay(store, replayed_at_once);
    if (!replayed) {
      return replayed.failure();
    }
    for (const auto& one : replayed->rejected) {
      logging::error("store.write_refused", {{"request", one.request},
                                             {"code", to_string(one.why.code)},
                                             {"detail", one.why.detail},
                                             {"hint", one.hint()}});
    }
  }
  return {};
}

}  // namespace

result<void> shared_database::take_over(advice_store& store, net::held_file held) {
  auto done = open_spool(std::move(held));
  if (done) {
    done = write_what_waits(store);
  }
  return done ? close_interrupted(store) : done;
}

result<void> shared_database::open_spool(net::held_file held) {
  auto spool = net::open_spool(options_, std::move(held));
  if (!spool) {
    return spool.failure();
  }
  auto backlog = std::make_shared<write_backlog>(std::move(spool).value());
  auto loaded = backlog->load();
  if (loaded) {
    opened_ = std::move(backlog);
  }
  return loaded;
}

result<void> shared_database::write_what_waits(advice_store& store) {
  const auto waited = opened_->waiting().size();
  store.write_for_ended(true);
  const auto written = replay_all(store, *opened_);
  store.write_for_ended(false);
  if (!written) {
    return written;
  }
  if (waited > 0) {
    logging::info("store.backlog_written", {{"writes", waited}});
  }
  backlog_ = std::move(opened_);
  return {};
}

result<void> shared_database::close_interrupted(advice_store& store) {
  const auto others = processes_ ? processes_->others() : names{};
  if (!others) {
    return others.failure();
  }
  if (closed_beside_ == *others) {
    return {};
  }
  const auto closed = store.close_interrupted(std::chrono::system_clock::now());
  if (!closed && closed.failure().code != ec::database_failed) {
    return closed.failure();
  }
  if (!closed) {
    logging::error("store.interrupted_not_ended", {{"code", to_string(closed.failure().code)},
                                                   {"detail", closed.failure().detail}});
  } else if (*closed > 0) {
    logging::info("store.interrupted_ended", {{"answers", *closed}});
  }
  closed_beside_ = *others;
  if (processes_) {
    processes_->note_completed();
  }
  return {};
}

std::size_t shared_database::look(advice_store& store) {
  const auto others = processes_->others();
  const auto count = others ? others->size() : std::size_t{1};
  auto done = result<void>{};
  if (!backlog_ && count == 0) {
    done = try_to_take_over(store);
  } else if (backlog_) {
    done = close_interrupted(store);
  }
  if (count > 0) {
    look_at_revocations(store);
  }
  if (!done && !std::exchange(failure_logged_, true)) {
    logging::error("store.not_taken_over", {{"code", to_string(done.failure().code)},
                                            {"detail", done.failure().detail},
                                            {"hint", "it is tried again until it succeeds"}});
  }
  failure_logged_ = failure_logged_ && !done;
  return count;
}

result<void> shared_database::try_to_take_over(advice_store& store) {
  if (!opened_) {
    auto held = net::hold_spool(options_);
    if (!held) {
      return held.failure();
    }
    if (auto opened = open_spool(std::move(held).value()); !opened) {
      return opened;
    }
  }
  auto done = write_what_waits(store);
  if (done) {
    logging::info("store.taken_over");
    done = close_interrupted(store);
  }
  return done;
}

void shared_database::look_at_revocations(advice_store& store) const {
  if (const auto revoked = store.accounts().load_revoked(std::chrono::system_clock::now())) {
    report(*revoked);
  }
}

result<void> shared_database::erase(const user_id& user) {
  if (backlog_ || opened_) {
    return (backlog_ ? backlog_ : opened_)->erase(user);
  }
  return net::erase_from_other_spool(options_, user);
}

}  // namespace aurawell::config
