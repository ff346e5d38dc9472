#include "net/storage/store/interrupted_rows.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "domain/chat/server_event.hpp"
#include "domain/log/log.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/database/sqlite_rows.hpp"
#include "net/storage/rows/readable_rows.hpp"

namespace aurawell::net {
namespace {

// ?1 and ?2 first and last id. Reads only the index: the row may be damaged.
constexpr std::string_view under_way_sql = R"sql(
  SELECT id FROM exchanges INDEXED BY exchanges_under_way
  WHERE status IS NULL AND id BETWEEN ?1 AND ?2 ORDER BY id )sql";

// ?1 status, ?2 time, ?3 id
constexpr std::string_view close_one_sql = R"sql(
  UPDATE exchanges SET status = ?1, answered_at = ?2, answer = coalesce(answer, ''),
    finish_reason = 'interrupted'
  WHERE id = ?3 AND status IS NULL)sql";

result<std::vector<std::int64_t>> rows_under_way(sqlite_connection& connection) {
  const std::string sql{under_way_sql};
  const auto forwards = connection.prepare(sql);
  const auto backwards = connection.prepare(sql + "DESC");
  if (!forwards || !backwards) {
    return !forwards ? forwards.failure() : backwards.failure();
  }
  std::vector<std::int64_t> ids;
  const auto whole = read_readable(*forwards, *backwards, [&](const sqlite_run& row) {
    ids.push_back(row.integer(0));
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
result<std::size_t> close_one_by_one(sqlite_connection& connection, sqlite_batch& batch,
                                     wall_time now) {
  const auto ids = rows_under_way(connection);
  const auto close = connection.prepare(close_one_sql);
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

result<std::size_t> close_interrupted_rows(sqlite_connection& connection, sqlite_batch& batch,
                                           const sqlite_statement& close_all, wall_time now) {
  const auto closed = batch.atomically(
      [&] { return run_once(close_all, to_string(request_status::incomplete), unix_ms(now)); });
  if (closed) {
    return static_cast<std::size_t>(connection.changed_rows());
  }
  return is_damage(closed.failure()) ? close_one_by_one(connection, batch, now) : closed.failure();
}

}  // namespace aurawell::net
