#include "net/storage/store/interrupted_rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/chat/server_event.hpp"
#include "domain/log/log.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/rows/readable_rows.hpp"

namespace aurawell::net {
namespace {

// In SQLite both read only the index: a row may be damaged.
constexpr std::string_view runners_sql =
    "SELECT DISTINCT runner FROM exchanges WHERE status IS NULL";
constexpr std::string_view indexed_runners_sql = R"sql(
  SELECT DISTINCT runner FROM exchanges INDEXED BY exchanges_under_way WHERE status IS NULL)sql";

// ?1 and ?2 first and last id
constexpr std::string_view under_way_sql = R"sql(
  SELECT id, runner FROM exchanges INDEXED BY exchanges_under_way
  WHERE status IS NULL AND id BETWEEN ?1 AND ?2 ORDER BY id )sql";

// ?1 status, ?2 time
constexpr std::string_view close_sql = R"sql(
  UPDATE exchanges SET status = ?1, answered_at = ?2, answer = coalesce(answer, ''),
    finish_reason = 'interrupted', job = NULL
  WHERE status IS NULL AND )sql";

std::optional<std::string_view> runner_at(const sql_run& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{row.text(column)};
}

result<std::vector<std::optional<std::string>>> ended_runners(sql_connection& connection,
                                                              const runner_test& has_ended) {
  auto names = runners_under_way(connection);
  if (names) {
    std::erase_if(*names, [&](const auto& name) { return !has_ended(name.value_or("")); });
  }
  return names;
}

result<std::size_t> close_together(sql_connection& connection, const runner_test& has_ended,
                                   wall_time now) {
  const auto ended = ended_runners(connection, has_ended);
  const auto close = connection.prepare(std::string{close_sql} + "runner IS NOT DISTINCT FROM ?3");
  if (!ended || !close) {
    return !ended ? ended.failure() : close.failure();
  }
  std::size_t closed = 0;
  for (const auto& runner : *ended) {
    const auto name = runner ? std::optional{std::string_view{*runner}} : std::nullopt;
    const auto done =
        run_counted(connection, *close, to_string(request_status::incomplete), unix_ms(now), name);
    if (!done) {
      return done.failure();
    }
    closed += static_cast<std::size_t>(*done);
  }
  return closed;
}

result<std::vector<std::int64_t>> rows_under_way(sql_connection& connection,
                                                 const runner_test& has_ended) {
  const std::string sql{under_way_sql};
  const auto forwards = connection.prepare(sql);
  const auto backwards = connection.prepare(sql + "DESC");
  if (!forwards || !backwards) {
    return !forwards ? forwards.failure() : backwards.failure();
  }
  std::vector<std::int64_t> ids;
  const auto whole = read_readable(*forwards, *backwards, [&](const sql_run& row) {
    if (has_ended(runner_at(row, 1).value_or(""))) {
      ids.push_back(row.integer(0));
    }
    return result<void>{};
  });
  if (!whole) {
    return whole.failure();
  }
  if (!*whole) {
    logging::error("store.interrupted_unknown",
                   {{"detail", "the index of answers that were under way is damaged"}});
  }
  return ids;
}

/// Each in its own transaction: SQLite writes nothing more in a transaction that met damage.
result<std::size_t> close_one_by_one(sql_connection& connection, sql_batch& batch,
                                     const runner_test& has_ended, wall_time now) {
  const auto ids = rows_under_way(connection, has_ended);
  const auto close = connection.prepare(std::string{close_sql} + "id = ?3");
  if (!ids || !close) {
    return !ids ? ids.failure() : close.failure();
  }
  std::size_t closed = 0;
  for (const auto id : *ids) {
    const auto done = batch.atomically(
        [&] { return run_once(*close, to_string(request_status::incomplete), unix_ms(now), id); });
    if (!done && !is_damage(done.failure())) {
      return done.failure();
    }
    if (!done) {
      logging::error("store.interrupted_not_ended",
                     {{"exchange", id}, {"detail", done.failure().detail}});
    }
    closed += done ? 1 : 0;
  }
  return closed;
}

}  // namespace

result<std::vector<std::optional<std::string>>> runners_under_way(sql_connection& connection) {
  const auto read = [](const sql_run& row) {
    const auto runner = runner_at(row, 0);
    return runner ? std::optional{std::string{*runner}} : std::nullopt;
  };
  return with_run(connection, spelled(connection.dialect(), indexed_runners_sql, runners_sql),
                  [&](sql_run& run) { return read_rows(run, read); });
}

result<std::size_t> close_interrupted_rows(sql_connection& connection, sql_batch& batch,
                                           const runner_test& has_ended, wall_time now) {
  std::size_t closed = 0;
  const auto done = batch.atomically([&]() -> result<void> {
    const auto some = close_together(connection, has_ended, now);
    closed = some ? *some : 0;
    return some ? result<void>{} : some.failure();
  });
  if (done) {
    return closed;
  }
  return is_damage(done.failure()) ? close_one_by_one(connection, batch, has_ended, now)
                                   : done.failure();
}

}  // namespace aurawell::net
