#include "actors/store/damage_watch.hpp"

#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

constexpr std::chrono::minutes log_pause{1};

}  // namespace

void damage_watch::look(const advice_store& store, std::chrono::steady_clock::time_point now) {
  const auto met = store.damage_met();
  if (std::exchange(known_, met) == met) {
    return;
  }
  board_->with_lock([met](store_status& status) { status.damaged = met; });
  if (!logged_at_ || now - *logged_at_ >= log_pause) {
    logged_at_ = now;
    logging::error("store.damaged",
                   {{"failed_calls", met},
                    {"hint",
                     "only calls that need a damaged page fail; see A damaged database in "
                     "docs/operations.md"}});
  }
}

}  // namespace aurawell::actors
