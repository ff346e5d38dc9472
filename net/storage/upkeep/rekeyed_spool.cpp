#include "net/storage/upkeep/rekeyed_spool.hpp"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "net/storage/database/held_file.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/spool/open_spool.hpp"

namespace aurawell::net {
namespace {

/// Fails when a running service has recorded in the spool that it seals with another key.
result<void> check_holder(sqlite_connection& spool, const value_seal& seal) {
  const auto find = spool.prepare("SELECT key_name FROM spool_holder");
  if (!find) {
    return find.failure();
  }
  sql_run run{*find};
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  if (*row && run.text(0) == seal.newest_key()) {
    return {};
  }
  return error{ec::bad_configuration,
               "the service runs and seals with another key; restart it with the newest key first "
               "(a reload is not enough)"};
}

}  // namespace

result<std::optional<sqlite_connection>> open_spool_to_rekey(const store_options& options,
                                                             const value_seal& seal) {
  const auto path = spool_path(options);
  std::error_code missing;
  if (std::filesystem::exists(path.string() + ".damaged", missing)) {
    return error{ec::bad_configuration,
                 path.string() +
                     ".damaged holds texts that cannot be sealed anew; delete it, or move it away"};
  }
  if (!std::filesystem::exists(path, missing)) {
    return std::optional<sqlite_connection>{};
  }
  const bool is_held = held_file::is_held(path);
  if (is_held) {
    // Check before `connect_sqlite_file` records the newest key.
    auto spool = sqlite_connection::open(path.c_str(), options.busy_timeout);
    const auto checked = spool ? check_holder(*spool, seal) : spool.failure();
    if (!checked) {
      return checked.failure();
    }
  }
  auto spool = connect_sqlite_file(path, options);
  if (!spool) {
    return error{spool.failure().code, path.string() + ": " + spool.failure().detail};
  }
  return std::optional{std::move(spool).value()};
}

}  // namespace aurawell::net
