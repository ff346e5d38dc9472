#include "net/storage/upkeep/copy_store.hpp"

#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/store_paths.hpp"
#include "net/storage/postgres/open_postgres.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/copied_tables.hpp"

namespace aurawell::net {
namespace {

constexpr std::int64_t rows_at_once = 500;

using connection = std::unique_ptr<sql_connection>;

/// Rows that every start of the service makes, also without any data.
bool is_made_at_start(std::string_view table) {
  return table == "encryption_keys" || table == "erasure_key";
}

/// With the newest schema, so a store of an older release is upgraded first.
result<connection> open_whole(const std::string& url, store_options options) {
  options.url = url;
  // It reads and writes whole tables.
  options.postgres.statement_timeout = std::chrono::minutes{10};
  options.postgres.idle_timeout = std::chrono::minutes{60};
  if (is_postgres_url(url)) {
    auto opened = open_postgres(options);
    return opened ? result<connection>{std::move(opened).value()} : opened.failure();
  }
  const auto path = sqlite_path(url);
  auto opened = path ? open_sqlite_file(*path, options) : path.failure();
  if (!opened) {
    return opened.failure();
  }
  return connection{std::make_unique<sqlite_connection>(std::move(opened).value())};
}

class copying {
 public:
  copying(sql_connection& from, sql_connection& to,
          const std::function<bool(const copy_progress&)>& note)
      : from_{from}, to_{to}, note_{note} {}

  result<std::int64_t> run() {
    auto done = begin();
    for (const auto& table : copied_tables()) {
      done = done ? copy(table) : done;
    }
    done = done ? correct_sums() : done;
    done = done ? draw_higher_ids() : done;
    done = done ? to_.execute("COMMIT") : done;
    from_.roll_back();
    if (!done) {
      to_.roll_back();
    }
    return done ? result<std::int64_t>{progress_.rows} : done.failure();
  }

 private:
  result<void> begin() {
    auto done = from_.execute(from_.dialect() == sql_dialect::sqlite
                                  ? "BEGIN"
                                  : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    done = done ? to_.execute(to_.dialect() == sql_dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN")
                : done;
    for (const auto& table : copied_tables()) {
      const auto sql = "SELECT count(*) FROM " + std::string{table.name};
      const auto has = done ? from_.read_integer(sql) : done.failure();
      const auto had = has ? to_.read_integer(sql) : has;
      if (!had) {
        return had.failure();
      }
      progress_.of += *has;
      if (*had > 0 && !is_made_at_start(table.name)) {
        return error{ec::bad_configuration, "the target is not empty: it has rows in the table " +
                                                std::string{table.name}};
      }
    }
    return to_.execute("DELETE FROM encryption_keys; DELETE FROM erasure_key");
  }

  result<void> copy(const copied_table& table) {
    const auto insert = to_.prepare(insert_row(table));
    if (!insert) {
      return insert.failure();
    }
    std::vector<copied_value> last;
    while (true) {
      const auto rows = read_some(table, last);
      if (!rows) {
        return rows.failure();
      }
      for (const auto& values : *rows) {
        const auto run = insert.value()->start();
        bind_values(*run, 1, table.columns, values);
        if (auto added = run->finish(); !added) {
          return added;
        }
      }
      auto done = to_.settle();
      if (!done || rows->empty()) {
        return done;
      }
      progress_.rows += static_cast<std::int64_t>(rows->size());
      last = rows->back();
      if (!note_(progress_)) {
        return error{ec::timed_out, "the copying was stopped; nothing was copied"};
      }
    }
  }

  result<std::vector<std::vector<copied_value>>> read_some(const copied_table& table,
                                                           const std::vector<copied_value>& last) {
    const auto select = from_.prepare(select_rows(table, last.empty()));
    if (!select) {
      return select.failure();
    }
    sql_run run{*select, rows_at_once};
    if (!last.empty()) {
      const auto key = static_cast<std::size_t>(table.key);
      bind_values(run.cursor(), 2, table.columns, std::span{last}.first(key));
    }
    return read_rows(run, [&](const sql_run& row) { return read_values(table, row); });
  }

  /// The triggers have changed them with each exchange.
  result<void> correct_sums() {
    const auto set = to_.prepare(
        "UPDATE conversations SET newest = ?2, answered = ?3, reached = ?4 WHERE id = ?1");
    if (!set) {
      return set.failure();
    }
    const auto correct = [&](sql_run& run) {
      return each_row(run, [&](const sql_run& row) -> result<bool> {
        const auto done =
            run_once(*set, row.integer(0), row.integer(1), row.integer(2), row.integer(3));
        return done ? result<bool>{true} : done.failure();
      });
    };
    auto done = with_run(from_, "SELECT id, newest, answered, reached FROM conversations", correct);
    return done ? to_.settle() : done;
  }

  result<void> draw_higher_ids() {
    if (to_.dialect() == sql_dialect::sqlite) {
      return {};
    }
    return to_.execute(R"sql(
      SELECT setval('conversation_ids', greatest(max(id), max(newest), 1)) FROM conversations;
      SELECT setval('exchange_ids',
        greatest((SELECT max(id) FROM exchanges), (SELECT max(newest) FROM conversations), 1));
      SELECT setval(pg_get_serial_sequence('members', 'id'), greatest(max(id), 1)) FROM members;
      SELECT setval(pg_get_serial_sequence('samples', 'id'), greatest(max(id), 1)) FROM samples;
      SELECT setval(pg_get_serial_sequence('audit', 'id'), greatest(max(id), 1)) FROM audit;
      SELECT setval(pg_get_serial_sequence('logins', 'id'), greatest(max(id), 1)) FROM logins)sql");
  }

  sql_connection& from_;
  sql_connection& to_;
  const std::function<bool(const copy_progress&)>& note_;
  copy_progress progress_;
};

}  // namespace

result<std::int64_t> copy_store(const std::string& from, const std::string& to,
                                const store_options& options,
                                const std::function<bool(const copy_progress&)>& note) {
  if (from == to) {
    return error{ec::bad_configuration, "a store cannot be copied to itself"};
  }
  const auto source = open_whole(from, options);
  if (!source) {
    return source.failure();
  }
  const auto target = open_whole(to, options);
  if (!target) {
    return target.failure();
  }
  return copying{**source, **target, note}.run();
}

}  // namespace aurawell::net
