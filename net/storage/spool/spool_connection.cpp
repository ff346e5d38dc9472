#include "net/storage/spool/spool_connection.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "domain/log/log.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/database/sqlite_file.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t page_bytes = 4'096;
/// Pages of the empty tables, and a reserve.
constexpr std::size_t schema_pages = 64;
/// SQLite's sizes are an `int`.
constexpr std::size_t most_reserved = std::size_t{1} << 30U;
/// The log contains one transaction.
constexpr std::size_t log_share = 4;

constexpr std::string_view note_holder_sql = R"sql(
  INSERT INTO spool_holder (only, key_name) VALUES (1, ?1)
  ON CONFLICT DO UPDATE SET key_name = excluded.key_name)sql";

error cannot_use(const std::filesystem::path& path, const error& why) {
  return {why.code, "cannot use the spool " + path.string() + ": " + why.detail +
                        "; check storage.spool_dir and the room on the disk, or move a damaged "
                        "file away: what waits in it is lost then"};
}

/// After each commit the file itself has all data: damage to the log would lose everything behind
/// the damaged place.
std::string set_up(const store_options& options) {
  const auto most_pages = schema_pages + options.spool_bytes / page_bytes;
  return "PRAGMA wal_autocheckpoint = 1; PRAGMA max_page_count = " + std::to_string(most_pages);
}

/// As a spool of former releases begins, and how long it is without a write.
constexpr std::string_view former_head = "AuWlSpl";
constexpr std::size_t former_empty_bytes = 8;

/// Former releases wrote the spool at `path` in a format of their own, and what the database
/// refused beside it, behind ".rejected". Empty ones give way. `ec::bad_configuration` when one
/// holds anything: the detail says what to do.
///
/// @param file The one at `path`.
result<void> replace_former_spool(const std::filesystem::path& path, held_file& file) {
  if (file.head(former_head.size()) == former_head &&
      (file.size() > former_empty_bytes || !file.truncate())) {
    return error{ec::bad_configuration,
                 path.string() +
                     " was written by a former release, which this one cannot read; start that "
                     "release once while the database can be written, or move the file away if "
                     "nothing in it is needed"};
  }
  const auto aside = path.string() + ".rejected";
  std::error_code missing;
  if (const auto size = std::filesystem::file_size(aside, missing);
      !missing && size > former_empty_bytes) {
    return error{ec::bad_configuration,
                 aside +
                     " was written by a former release and holds words of people that this one "
                     "cannot erase; delete it, or move it elsewhere"};
  }
  std::filesystem::remove(aside, missing);
  return {};
}

}  // namespace

result<std::unique_ptr<spool_connection>> spool_connection::open(const std::filesystem::path& path,
                                                                 held_file hold,
                                                                 const store_options& options,
                                                                 const value_seal& seal) {
  if (auto replaced = replace_former_spool(path, hold); !replaced) {
    return replaced.failure();
  }
  auto connection = connect_sqlite_file(path, options);
  if (!connection) {
    return cannot_use(path, connection.failure());
  }
  const auto done = connection->execute(set_up(options).c_str());
  auto batch = batch_statements::prepare(*connection);
  auto statements = waiting_statements::prepare(*connection);
  if (!done || !batch || !statements) {
    return cannot_use(path, !done    ? done.failure()
                            : !batch ? batch.failure()
                                     : statements.failure());
  }
  std::unique_ptr<spool_connection> opened{
      new spool_connection{std::move(hold), std::move(connection).value(), std::move(batch).value(),
                           std::move(statements).value(), seal}};
  opened->log_path_ = path.string() + "-wal";
  opened->most_bytes_ = std::min(options.spool_bytes, most_reserved);
  opened->connection_.grow_by(opened->most_bytes_);
  // `load` replaces a damaged note by a new one.
  if (auto noted = opened->note_holder(seal); !noted && !is_damage(noted.failure())) {
    return cannot_use(path, noted.failure());
  }
  if (!opened->reserve()) {
    logging::warn("spool.not_reserved",
                  {{"file", path.string()},
                   {"bytes", opened->most_bytes_},
                   {"hint", "on a full disk the spool cannot take writes; free that much"}});
  }
  return opened;
}

result<void> spool_connection::note_holder(const value_seal& seal) {
  const auto key = seal.has_keys()
                       ? std::optional{stored_value{std::string{seal.newest_key()}, true}}
                       : std::nullopt;
  return atomically([&] { return run_sql(connection_, note_holder_sql, key); });
}

bool spool_connection::is_sound() {
  const auto faults = connection_.read_integer(
      "SELECT count(*) FROM pragma_integrity_check(1) WHERE integrity_check <> 'ok'");
  return faults && *faults == 0;
}

std::size_t spool_connection::bytes() {
  const auto pages = connection_.read_integer(
      "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count");
  return pages ? static_cast<std::size_t>(*pages) * page_bytes : 0;
}

bool spool_connection::reserve() const noexcept {
  return hold_.reserve(most_bytes_) && reserve_beyond(log_path_, most_bytes_ / log_share);
}

}  // namespace aurawell::net
