#include "net/storage/upkeep/kept_rows.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

#include "net/storage/database/sqlite_rows.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view keep_password_sql =
    "UPDATE accounts SET password_hash = ?2 WHERE user_id = ?1 AND password_hash <> ?2";

constexpr std::string_view keep_login_sql = R"sql(
  INSERT OR IGNORE INTO logins (user_id, login, created_at, used_at, client, network)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM accounts WHERE user_id = ?1))sql";

constexpr std::string_view keep_code_sql = R"sql(
  INSERT OR IGNORE INTO reset_codes (user_id, hash, expires_at)
  SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM accounts WHERE user_id = ?1))sql";

stored_value value_at(const sqlite_run& row, int column) {
  return {std::string{row.text(column)}, row.is_blob(column)};
}

/// Each row goes to the statement as it is.
template <class Run>
result<void> keep(present_database& present, sqlite_connection& copy, std::string_view sql,
                  std::string_view table, std::initializer_list<std::string_view> columns,
                  const Run& run) {
  const auto statement = copy.prepare(sql);
  if (!statement) {
    return statement.failure();
  }
  return present.read(table, columns, [&](const sqlite_run& row) { return run(*statement, row); });
}

result<void> keep_keys(present_database& present, sqlite_connection& copy) {
  return keep(present, copy,
              "INSERT OR IGNORE INTO encryption_keys (name, check_value) VALUES (?1, ?2)",
              "encryption_keys", {"name", "check_value"}, [](const auto& add, const auto& row) {
                return run_once(add, value_at(row, 1), value_at(row, 2));
              });
}

result<std::size_t> keep_passwords(present_database& present, sqlite_connection& copy) {
  std::int64_t kept = 0;
  const auto done = keep(present, copy, keep_password_sql, "accounts", {"user_id", "password_hash"},
                         [&](const auto& set, const auto& row) {
                           auto changed = run_once(set, row.text(1), row.text(2));
                           kept += changed ? copy.changed_rows() : 0;
                           return changed;
                         });
  return done ? result<std::size_t>{static_cast<std::size_t>(kept)} : done.failure();
}

result<void> keep_logins(present_database& present, sqlite_connection& copy) {
  return keep(present, copy, keep_login_sql, "logins",
              {"user_id", "login", "created_at", "used_at", "client", "network"},
              [](const auto& add, const auto& row) {
                return run_once(add, row.text(1), row.text(2), row.integer(3), row.integer(4),
                                value_at(row, 5), value_at(row, 6));
              });
}

result<void> keep_codes(present_database& present, sqlite_connection& copy) {
  return keep(present, copy, keep_code_sql, "reset_codes", {"user_id", "hash", "expires_at"},
              [](const auto& add, const auto& row) {
                return run_once(add, row.text(1), row.text(2), row.integer(3));
              });
}

}  // namespace

result<std::size_t> keep_rows(present_database& present, sqlite_connection& copy) {
  for (const auto step : {keep_keys, keep_logins, keep_codes}) {
    if (auto done = step(present, copy); !done) {
      return done.failure();
    }
  }
  return keep_passwords(present, copy);
}

}  // namespace aurawell::net
