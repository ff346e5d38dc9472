#include "config/open_database.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "domain/log/log.hpp"
#include "domain/ports/account_store.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/restore.hpp"
#include "net/storage/upkeep/sqlite_check.hpp"

namespace aurawell::config {
namespace {

constexpr std::size_t replayed_at_once = 256;

/// A damaged page does not stop the service: calls that do not need it work.
void look_for_damage(const net::store_options& options, actors::store_board& board) {
  if (options.check_time.count() == 0) {
    return;
  }
  const auto found = net::check_store(options, options.check_time);
  if (!found) {
    logging::warn("store.not_checked",
                  {{"code", to_string(found.failure().code)}, {"detail", found.failure().detail}});
  } else if (found->state == net::store_check::damaged) {
    board.with_lock([](store_status& status) { status.damaged_at_start = true; });
    logging::error("store.damaged",
                   {{"detail", found->problem},
                    {"hint",
                     "only calls that need a damaged page fail; see A damaged database in "
                     "docs/operations.md"}});
  } else if (found->state == net::store_check::unfinished) {
    logging::info("store.check_unfinished", {{"duration_ms", options.check_time}});
  }
}

/// Must be first: while the spool is held, no restore replaces the database. Nothing: there is no
/// spool.
result<std::optional<net::held_file>> hold_files(const net::store_options& options) {
  if (net::spool_path(options).empty()) {
    return std::optional<net::held_file>{};
  }
  auto held = net::hold_spool(options);
  if (!held) {
    return held.failure();
  }
  auto undone = net::undo_killed_restore(options);
  return undone ? result<std::optional<net::held_file>>{std::move(held).value()} : undone.failure();
}

result<std::shared_ptr<write_backlog>> open_backlog(const net::store_options& options,
                                                    std::optional<net::held_file> held) {
  if (!held) {
    return std::shared_ptr<write_backlog>{};
  }
  auto spool = net::open_spool(options, std::move(*held));
  if (!spool) {
    return spool.failure();
  }
  auto backlog = std::make_shared<write_backlog>(std::move(spool).value());
  if (auto loaded = backlog->load(); !loaded) {
    return loaded.failure();
  }
  return backlog;
}

result<void> write_backlog_to(advice_store& store, write_backlog& backlog) {
  const auto waited = backlog.waiting().size();
  while (!backlog.idle()) {
    const auto replayed = backlog.replay(store, replayed_at_once);
    if (!replayed) {
      return replayed.failure();
    }
    for (const auto& [request, why] : replayed->rejected) {
      logging::error("store.write_refused", {{"request", request},
                                             {"code", to_string(why.code)},
                                             {"detail", why.detail},
                                             {"hint", "the write is kept in the spool"}});
    }
  }
  if (waited > 0) {
    logging::info("store.backlog_written", {{"writes", waited}});
  }
  return {};
}

result<void> close_interrupted(advice_store& store) {
  const auto interrupted = store.close_interrupted(std::chrono::system_clock::now());
  if (!interrupted && interrupted.failure().code == ec::database_failed) {
    logging::error("store.interrupted_not_ended", {{"code", to_string(interrupted.failure().code)},
                                                   {"detail", interrupted.failure().detail}});
    return {};
  }
  if (!interrupted) {
    return interrupted.failure();
  }
  if (*interrupted > 0) {
    logging::info("store.interrupted_ended", {{"answers", *interrupted}});
  }
  return {};
}

}  // namespace

result<actors::store_setup> open_database(const net::store_options& options,
                                          database_sharing /*sharing*/) {
  auto held = hold_files(options);
  if (!held) {
    return held.failure();
  }
  auto store = net::open_store(options);
  if (!store) {
    return store.failure();
  }
  actors::store_setup setup{std::move(store).value()};
  auto reader = net::open_store_reader(options);
  if (!reader) {
    return reader.failure();
  }
  setup.reader = std::move(reader).value();
  auto history = net::open_store_reader(options);
  if (!history) {
    return history.failure();
  }
  setup.history = std::move(history).value();
  setup.limits = {options.waiting_per_user, options.waiting_requests};
  setup.retry_interval = options.retry_interval;
  look_for_damage(options, *setup.board);
  auto backlog = open_backlog(options, std::move(held).value());
  if (!backlog) {
    return backlog.failure();
  }
  setup.backlog = std::move(backlog).value();
  if (setup.backlog) {
    if (auto written = write_backlog_to(*setup.store, *setup.backlog); !written) {
      return written.failure();
    }
    setup.store->accounts().erase_also(
        [waits = setup.backlog](const user_id& user) { return waits->erase(user); });
  }
  if (auto closed = close_interrupted(*setup.store); !closed) {
    return closed.failure();
  }
  return setup;
}

}  // namespace aurawell::config
