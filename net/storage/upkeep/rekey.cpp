#include "net/storage/upkeep/rekey.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/rows/sealed_tables.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/rekeyed_spool.hpp"

namespace aurawell::net {
namespace {

/// Rows of one transaction. The service's writes wait until it ends.
constexpr std::int64_t batch_rows = 200;

class rekeying {
 public:
  /// @param clean_up The statement that removes old copies from the file. The log is always
  /// emptied.
  rekeying(sqlite_connection connection, const value_seal& seal, const rekey_report& report,
           const char* clean_up)
      : connection_{std::move(connection)}, seal_{seal}, report_{report}, clean_up_{clean_up} {}

  result<bool> run() {
    if (auto counted = count(); !counted) {
      return counted.failure();
    }
    while (true) {
      for (const auto& table : sealed_tables()) {
        if (auto done = seal_table(table); !done || !*done) {
          return done;
        }
      }
      const auto finished = finish();
      if (!finished || *finished) {
        return finished ? clean_files() : finished;
      }
    }
  }

  const rekey_progress& progress() const noexcept { return progress_; }

 private:
  stored_value newest_key() const { return {std::string{seal_.newest_key()}, true}; }

  result<std::int64_t> rows_left(const sealed_table& table) {
    const auto read = [](sql_run& run) {
      const auto row = run.step();
      return row ? result<std::int64_t>{run.integer(0)} : row.failure();
    };
    return with_run(connection_, count_left(table), read, newest_key());
  }

  result<std::int64_t> rows_left() {
    std::int64_t all = 0;
    for (const auto& table : sealed_tables()) {
      const auto rows = rows_left(table);
      if (!rows) {
        return rows;
      }
      all += *rows;
    }
    return all;
  }

  result<void> count() {
    const auto rows = rows_left();
    progress_.of = rows ? *rows : 0;
    return rows ? result<void>{} : rows.failure();
  }

  result<bool> seal_table(const sealed_table& table) {
    std::int64_t last_row = 0;
    while (true) {
      const auto before = last_row;
      if (auto done = seal_batch(table, last_row); !done) {
        return done.failure();
      }
      if (last_row == before) {
        return true;
      }
      progress_.of = std::max(progress_.of, progress_.rows);
      if (!report_(progress_)) {
        return false;
      }
    }
  }

  result<void> seal_batch(const sealed_table& table, std::int64_t& last_row) {
    return in_transaction([&]() -> result<void> {
      const auto select = connection_.prepare(select_left(table));
      const auto update = connection_.prepare(update_sealed(table));
      if (!select || !update) {
        return !select ? select.failure() : update.failure();
      }
      const auto key = newest_key();
      sql_run rows{*select, key, last_row, batch_rows};
      return each_row(rows, [&](const sql_run& row) -> result<bool> {
        if (auto done = table.reseal(row, seal_, *update); !done) {
          return error{done.failure().code, std::string{table.name} + " row " +
                                                std::to_string(row.integer(0)) + ": " +
                                                done.failure().detail};
        }
        last_row = row.integer(0);
        ++progress_.rows;
        return true;
      });
    });
  }

  /// Returns false when the service has written with an older key meanwhile.
  result<bool> finish() {
    bool none_left = false;
    const auto done = in_transaction([&]() -> result<void> {
      const auto rows = rows_left();
      if (!rows) {
        return rows.failure();
      }
      none_left = *rows == 0;
      return none_left ? forget_older_keys(connection_, seal_) : result<void>{};
    });
    return done ? result<bool>{none_left} : done.failure();
  }

  /// Removes old copies: pages that were freed long ago may still contain unsealed data.
  result<bool> clean_files() {
    auto done = connection_.execute(clean_up_);
    if (done) {
      const auto is_busy = connection_.read_integer("PRAGMA wal_checkpoint(TRUNCATE)");
      done = !is_busy        ? is_busy.failure()
             : *is_busy == 0 ? result<void>{}
                             : error{ec::database_unreachable, "another program is reading it"};
    }
    if (!done) {
      return error{done.failure().code,
                   "everything is sealed with the newest key, but old copies may still be in "
                   "the file: " +
                       done.failure().detail + "; make room, stop the service and repeat"};
    }
    return true;
  }

  template <class Work>
  result<void> in_transaction(const Work& work) {
    if (auto begun = connection_.execute("BEGIN IMMEDIATE"); !begun) {
      return begun;
    }
    auto done = work();
    if (done) {
      done = connection_.execute("COMMIT");
    }
    if (!done) {
      connection_.roll_back();
    }
    return done;
  }

  sqlite_connection connection_;
  const value_seal& seal_;
  const rekey_report& report_;
  const char* clean_up_;
  rekey_progress progress_;
};

}  // namespace

result<bool> rekey_store(const store_options& options, const rekey_report& report) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return path.failure();
  }
  if (options.encryption_keys.empty()) {
    return error{ec::bad_configuration,
                 "there is no key to seal with; name the variable that holds it in "
                 "storage.encryption_key_env, or the file in storage.encryption_key_file"};
  }
  const value_seal seal{options.encryption_keys};
  auto spool = open_spool_to_rekey(options, seal);
  if (!spool) {
    return spool.failure();
  }
  auto connection = open_sqlite_file(*path, options);
  if (!connection) {
    return connection.failure();
  }
  rekey_progress before;
  const rekey_report counted = [&](const rekey_progress& progress) {
    return report({before.rows + progress.rows, before.of + progress.of});
  };
  // The database comes first: a write that it refuses because of an older key goes to the spool.
  rekeying database{std::move(connection).value(), seal, counted, "VACUUM"};
  auto done = database.run();
  before = database.progress();
  if (done && *done && !*spool) {
    // A service that started meanwhile may have created a spool.
    spool = open_spool_to_rekey(options, seal);
    if (!spool) {
      return spool.failure();
    }
  }
  if (!done || !*done || !*spool) {
    return done;
  }
  return rekeying{std::move(**spool), seal, counted, ""}.run();
}

}  // namespace aurawell::net
