#include "net/storage/upkeep/resealing.hpp"

#include <algorithm>
#include <string>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/sql_rows.hpp"

namespace aurawell::net {
namespace {

/// Rows of one transaction. The service's writes of them wait until it ends.
constexpr std::int64_t batch_rows = 200;
/// Of a batch that the service disturbs.
constexpr int most_tries = 4;

/// A key's name as it stands within a sealed value.
template <class Use>
auto with_key(sql_connection& connection, const value_seal& seal, const Use& use) {
  const auto name = seal.newest_key();
  return connection.dialect() == sql_dialect::sqlite ? use(stored_value{std::string{name}, true})
                                                     : use(foreign_text{name});
}

}  // namespace

result<bool> resealing::run() {
  const auto rows = rows_left();
  if (!rows) {
    return rows.failure();
  }
  progress_.of = *rows;
  while (true) {
    for (const auto& table : sealed_tables(connection_.dialect())) {
      if (auto done = seal_table(table); !done || !*done) {
        return done;
      }
    }
    if (const auto finished = finish(); !finished || *finished) {
      return finished;
    }
  }
}

result<std::int64_t> resealing::rows_left(const sealed_table& table) {
  const auto read = [](sql_run& run) {
    const auto row = run.step();
    return row ? result<std::int64_t>{run.integer(0)} : row.failure();
  };
  return with_key(connection_, seal_, [&](const auto& key) {
    return with_run(connection_, count_left(table, connection_.dialect()), read, key);
  });
}

result<std::int64_t> resealing::rows_left() {
  std::int64_t all = 0;
  for (const auto& table : sealed_tables(connection_.dialect())) {
    const auto rows = rows_left(table);
    if (!rows) {
      return rows;
    }
    all += *rows;
  }
  return all;
}

result<bool> resealing::seal_table(const sealed_table& table) {
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

result<void> resealing::seal_batch(const sealed_table& table, std::int64_t& last_row) {
  result<void> done;
  bool again = true;
  for (int tries = 0; again && tries < most_tries; ++tries) {
    auto last = last_row;
    std::int64_t sealed = 0;
    done = in_transaction([&] { return seal_rows(table, last, sealed); });
    if (done) {
      last_row = last;
      progress_.rows += sealed;
    }
    again = !done && connection_.take_conflict();
  }
  return done;
}

result<void> resealing::seal_rows(const sealed_table& table, std::int64_t& last_row,
                                  std::int64_t& sealed) {
  const auto select = connection_.prepare(select_left(table, connection_.dialect()));
  const auto update = connection_.prepare(update_sealed(table, connection_.dialect()));
  if (!select || !update) {
    return !select ? select.failure() : update.failure();
  }
  return with_key(connection_, seal_, [&](const auto& key) {
    sql_run rows{*select, key, last_row, batch_rows};
    return each_row(rows, [&](const sql_run& row) -> result<bool> {
      if (auto done = table.reseal(row, seal_, *update); !done) {
        return error{done.failure().code, std::string{table.name} + " row " +
                                              std::to_string(row.integer(0)) + ": " +
                                              done.failure().detail};
      }
      last_row = std::max(last_row, row.integer(0));
      ++sealed;
      return true;
    });
  });
}

/// Returns false when the service has written with an older key meanwhile.
result<bool> resealing::finish() {
  bool none_left = false;
  const auto done = in_transaction([&]() -> result<void> {
    // Every transaction that writes has read this table before. It waits for those that run.
    if (connection_.dialect() == sql_dialect::postgres) {
      if (auto locked = connection_.execute("LOCK TABLE encryption_keys IN ACCESS EXCLUSIVE MODE");
          !locked) {
        return locked;
      }
    }
    const auto rows = rows_left();
    if (!rows) {
      return rows.failure();
    }
    none_left = *rows == 0;
    return none_left ? forget_older_keys(connection_, seal_) : result<void>{};
  });
  return done ? result<bool>{none_left} : done.failure();
}

template <class Work>
result<void> resealing::in_transaction(const Work& work) {
  const bool is_file = connection_.dialect() == sql_dialect::sqlite;
  if (auto begun = connection_.execute(is_file ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) {
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

}  // namespace aurawell::net
