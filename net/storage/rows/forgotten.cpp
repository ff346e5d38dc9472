#include "net/storage/rows/forgotten.hpp"

#include "net/storage/database/sql_rows.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view users_sql = R"sql(
  SELECT user_id FROM accounts UNION SELECT owner_id FROM members UNION SELECT owner_id FROM profiles
  UNION SELECT owner_id FROM samples UNION SELECT user_id FROM conversations
  UNION SELECT user_id FROM exchanges UNION SELECT owner_id FROM grants UNION SELECT user_id FROM grants
  UNION SELECT owner_id FROM invitations UNION SELECT user_id FROM invitations
  UNION SELECT actor_id FROM audit UNION SELECT owner_id FROM audit
  UNION SELECT user_id FROM logins UNION SELECT user_id FROM reset_codes
  UNION SELECT user_id FROM revoked_logins)sql";

}  // namespace

revoked_login read_revoked(const sql_run& row) {
  return read_revoked_at(row, 0);
}

revoked_login read_revoked_at(const sql_run& row, int first) {
  revoked_login read{std::string{row.text(first)},
                     {std::string{row.text(first + 1)}},
                     from_unix_ms(row.integer(first + 2))};
  if (!row.is_null(first + 3)) {
    read.began_before = from_unix_ms(row.integer(first + 3));
  }
  read.spared = row.text(first + 4);
  return read;
}

result<erased_users> erased_in(sql_connection& connection) {
  const auto add = [](erased_users& all, const sql_run& row) {
    all.emplace(row.text(0), erasure_note{row.integer(1), row.integer(2) != 0});
    return true;
  };
  return with_run(connection, "SELECT name, erased_at, for_good FROM erased_users",
                  [&](sql_run& run) { return gather_rows(run, erased_users{}, add); });
}

result<std::vector<std::string>> users_in(sql_connection& connection) {
  return with_run(connection, users_sql, read_texts);
}

result<std::vector<revoked_login>> revoked_in(sql_connection& connection) {
  return with_run(connection, load_revoked_sql,
                  [](sql_run& run) { return read_rows(run, read_revoked); });
}

bool is_of_erased(const revoked_login& login) noexcept {
  return login.user.value.starts_with('~');
}

}  // namespace aurawell::net
