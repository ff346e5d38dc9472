#include "net/storage/upkeep/copy_store.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/unfinished_copy.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/copied_tables.hpp"
#include "net/storage/upkeep/copy_ends.hpp"

namespace aurawell::net {
namespace {

constexpr std::int64_t rows_at_once = 500;

/// Rows that every start of the service makes, also without any data.
bool is_made_at_start(std::string_view table) {
  return table == "encryption_keys" || table == "erasure_key";
}

/// The triggers of the target: they change sums that are copied.
class paused_triggers {
 public:
  explicit paused_triggers(sql_connection& connection) : connection_{connection} {}

  result<void> pause() {
    if (connection_.dialect() == sql_dialect::postgres) {
      return connection_.execute("ALTER TABLE exchanges DISABLE TRIGGER USER");
    }
    const auto read = [](sql_run& run) { return read_texts(run); };
    const auto names = with_run(connection_, "SELECT name" + of_exchanges, read);
    const auto texts = with_run(connection_, "SELECT sql" + of_exchanges, read);
    if (!names || !texts) {
      return !names ? names.failure() : texts.failure();
    }
    std::string drops;
    for (const auto& name : *names) {
      drops += "DROP TRIGGER " + name + ";";
    }
    for (const auto& text : *texts) {
      makes_ += text + ";";
    }
    return connection_.execute(drops.c_str());
  }

  result<void> go_on() {
    return connection_.execute(connection_.dialect() == sql_dialect::postgres
                                   ? "ALTER TABLE exchanges ENABLE TRIGGER USER"
                                   : makes_.c_str());
  }

 private:
  static inline const std::string of_exchanges =
      " FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'exchanges' ORDER BY name";

  sql_connection& connection_;
  std::string makes_;
};

class copying {
 public:
  copying(sql_connection& from, sql_connection& to,
          const std::function<bool(const copy_progress&)>& note)
      : from_{from}, to_{to}, triggers_{to}, note_{note} {}

  result<std::int64_t> run() {
    auto done = begin();
    done = done ? triggers_.pause() : done;
    for (const auto& table : copied_tables()) {
      done = done ? copy(table) : done;
    }
    done = done ? triggers_.go_on() : done;
    done = done ? draw_higher_ids() : done;
    done = done ? finish_copy(to_) : done;
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
    done = done ? compare() : done;
    done = done ? begin_copy(to_) : done;
    done = done ? to_.execute(to_.dialect() == sql_dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN")
                : done;
    return done ? to_.execute("DELETE FROM encryption_keys; DELETE FROM erasure_key") : done;
  }

  result<void> compare() {
    for (const auto& table : copied_tables()) {
      const auto sql = "SELECT count(*) FROM " + std::string{table.name};
      const auto has = from_.read_integer(sql);
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
    return {};
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
        return error{ec::timed_out,
                     "the copying was stopped; nothing was copied, and no service starts on the "
                     "target before a copy is complete"};
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
  paused_triggers triggers_;
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
  std::error_code unreadable;
  if (const auto file = sqlite_path(from); file && !std::filesystem::exists(*file, unreadable)) {
    return error{ec::bad_configuration, "there is no file " + *file + " to copy"};
  }
  const auto source = open_copy_end(from, options);
  const auto is_whole = source ? check_copy_is_finished(**source) : source.failure();
  if (!is_whole) {
    return is_whole.failure();
  }
  const auto target = open_copy_end(to, options);
  if (!target) {
    return target.failure();
  }
  return copying{**source, **target, note}.run();
}

}  // namespace aurawell::net
