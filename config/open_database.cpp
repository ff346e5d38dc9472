#include "config/open_database.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "domain/ports/account_store.hpp"
#include "net/storage/make_store.hpp"
#include "net/storage/spool_file.hpp"

namespace aurawell::config {
namespace {

constexpr std::size_t replayed_at_once = 256;

result<std::shared_ptr<write_backlog>> open_backlog(const net::store_options& options) {
  auto spool = net::open_spool(options);
  if (!spool) {
    return spool.failure();
  }
  if (!*spool) {
    return std::shared_ptr<write_backlog>{};
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
      spdlog::error("the database refuses what waited of request {}: {} {}", request.value,
                    to_string(why.code), why.detail);
    }
  }
  if (waited > 0) {
    spdlog::info("{} writes had waited for the database when the program last ended", waited);
  }
  return {};
}

result<void> close_interrupted(advice_store& store) {
  const auto interrupted = store.close_interrupted(std::chrono::system_clock::now());
  if (!interrupted) {
    return interrupted.failure();
  }
  if (*interrupted > 0) {
    spdlog::info(
        "{} answers were under way when the program last ended; they are kept as far as "
        "they came",
        *interrupted);
  }
  return {};
}

}  // namespace

result<actors::store_setup> open_database(const net::store_options& options) {
  auto store = net::open_store(options);
  if (!store) {
    return store.failure();
  }
  actors::store_setup setup{std::move(store).value()};
  setup.retry_interval = options.retry_interval;
  auto backlog = open_backlog(options);
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
