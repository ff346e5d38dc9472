#include "net/storage/upkeep/sqlite_check.hpp"

#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::net {

result<store_check> check_store(const store_options& options, std::chrono::milliseconds most) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return store_check{};
  }
  auto connection = open_sqlite_reader(*path, options);
  if (!connection) {
    return connection.failure();
  }
  connection->stop_at(std::chrono::steady_clock::now() + most);
  const auto statement = connection->prepare("PRAGMA quick_check(1)");
  if (!statement) {
    return is_damage(statement.failure())
               ? result<store_check>{store_check{store_check::damaged, statement.failure().detail}}
               : statement.failure();
  }
  sql_run run{*statement};
  const auto row = run.step();
  if (!row) {
    const auto& why = row.failure();
    if (why.code == ec::timed_out) {
      return store_check{store_check::unfinished, {}};
    }
    return is_damage(why) ? result<store_check>{store_check{store_check::damaged, why.detail}}
                          : why;
  }
  return run.text(0) == "ok" ? store_check{}
                             : store_check{store_check::damaged, std::string{run.text(0)}};
}

}  // namespace aurawell::net
