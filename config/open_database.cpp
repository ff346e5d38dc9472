#include "config/open_database.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/shared_database.hpp"
#include "domain/log/log.hpp"
#include "domain/ports/account_store.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/store_paths.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/store/shared_use.hpp"
#include "net/storage/upkeep/restore.hpp"
#include "net/storage/upkeep/sqlite_check.hpp"

namespace aurawell::config {
namespace {

/// A damaged page does not stop the service: calls that do not need it work.
void look_for_damage(const net::store_options& options, actors::store_board& board) {
  if (options.check_time.count() == 0 || net::is_postgres_url(options.url)) {
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

result<std::shared_ptr<net::process_register>> enter(const net::store_options& options) {
  using nodes = net::process_register::nodes;
  const auto path = net::local_path(options);
  return path.empty() ? std::shared_ptr<net::process_register>{}
                      : net::process_register::enter(
                            path, net::is_postgres_url(options.url) ? nodes::many : nodes::one);
}

/// The process is entered, so from now on no restore replaces the database. Returns whether another
/// process uses it.
result<bool> look_for_others(const net::store_options& options, database_sharing sharing,
                             const std::shared_ptr<net::process_register>& processes) {
  const auto others = processes ? processes->others() : std::vector<std::string>{};
  if (!others) {
    return others.failure();
  }
  if (others->empty() || sharing == database_sharing::with_predecessor) {
    return !others->empty();
  }
  return error{ec::database_unreachable,
               net::local_path(options).string() + " is in use by another process"};
}

/// Must be before the database is opened. Nothing: there is no spool, or another process may have
/// it.
result<std::optional<net::held_file>> prepare_files(const net::store_options& options,
                                                    bool is_shared) {
  using hold = std::optional<net::held_file>;
  if (net::spool_path(options).empty()) {
    return hold{};
  }
  if (is_shared) {
    const auto possible = net::check_shared_use(options);
    return possible ? result<hold>{hold{}} : possible.failure();
  }
  auto held = net::hold_spool(options);
  if (!held) {
    return held.failure();
  }
  const auto undone =
      net::is_postgres_url(options.url) ? result<void>{} : net::undo_killed_restore(options);
  return undone ? result<hold>{std::move(held).value()} : undone.failure();
}

result<actors::store_setup> open_connections(
    const net::store_options& options, const std::shared_ptr<net::process_register>& processes) {
  auto store = net::open_store(options, processes);
  if (!store) {
    return store.failure();
  }
  actors::store_setup setup{std::move(store).value()};
  auto reader = net::open_store_reader(options, processes);
  if (!reader) {
    return reader.failure();
  }
  setup.reader = std::move(reader).value();
  auto history = net::open_store_reader(options, processes);
  if (!history) {
    return history.failure();
  }
  setup.history = std::move(history).value();
  return setup;
}

/// A database in memory has neither a spool nor anything of a former process.
result<void> complete_former_work(actors::store_setup& setup, const net::store_options& options,
                                  const std::shared_ptr<net::process_register>& processes,
                                  std::optional<net::held_file> held) {
  if (!processes) {
    return {};
  }
  const auto shared = std::make_shared<shared_database>(options, processes);
  if (held) {
    if (auto done = shared->take_over(*setup.store, std::move(*held)); !done) {
      return done;
    }
  }
  setup.store->accounts().erase_also([shared](const user_id& user) { return shared->erase(user); });
  setup.backlog = shared->backlog();
  setup.others = shared;
  setup.others_interval = options.process_check;
  return {};
}

}  // namespace

result<actors::store_setup> open_database(const net::store_options& options,
                                          database_sharing sharing) {
  const auto processes = enter(options);
  if (!processes) {
    return processes.failure();
  }
  const auto is_shared = look_for_others(options, sharing, *processes);
  if (!is_shared) {
    return is_shared.failure();
  }
  auto held = prepare_files(options, *is_shared);
  if (!held) {
    return held.failure();
  }
  auto setup = open_connections(options, *processes);
  if (!setup) {
    return setup;
  }
  setup->limits = {options.waiting_per_user, options.waiting_requests};
  setup->retry_interval = options.retry_interval;
  look_for_damage(options, *setup->board);
  if (auto done = complete_former_work(*setup, options, *processes, std::move(held).value());
      !done) {
    return done.failure();
  }
  return setup;
}

}  // namespace aurawell::config
