#include "net/storage/upkeep/kept_rows.hpp"

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "net/storage/database/sql_rows.hpp"
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

stored_value value_at(const sql_run& row, int column) {
  return {std::string{row.text(column)}, row.is_sealed(column)};
}

/// Calls `run` with the prepared `sql` and each row of the table in `present`.
template <class Run>
result<void> keep(present_database& present, sqlite_connection& copy, std::string_view sql,
                  std::string_view table, std::initializer_list<std::string_view> columns,
                  const Run& run) {
  const auto statement = copy.prepare(sql);
  if (!statement) {
    return statement.failure();
  }
  return present.read(table, columns, [&](const sql_run& row) { return run(*statement, row); });
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

// ?1 owner, ?2 member, ?3 user, ?4 role, ?5 created_at
constexpr std::string_view keep_grant_sql = R"sql(
  INSERT OR IGNORE INTO grants (owner_id, member_id, user_id, role, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?1 = ?2
    OR EXISTS (SELECT 1 FROM members WHERE owner_id = ?1 AND member_id = ?2))sql";

// ?1 owner, ?2 member, ?3 user, ?4 role, ?5 created_at, ?6 expires_at, ?7 id
constexpr std::string_view keep_invitation_sql = R"sql(
  INSERT OR IGNORE INTO invitations (owner_id, member_id, user_id, role, created_at, expires_at, id)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ?1 = ?2
    OR EXISTS (SELECT 1 FROM members WHERE owner_id = ?1 AND member_id = ?2))sql";

constexpr const char* note_former_sql =
    "CREATE TEMP TABLE former_grants AS SELECT * FROM grants;"
    "CREATE TEMP TABLE former_invitations AS SELECT * FROM invitations";

constexpr const char* count_withdrawn_sql = R"sql(
  SELECT (SELECT count(*) FROM former_grants AS f WHERE NOT EXISTS (
      SELECT 1 FROM grants AS g WHERE g.owner_id = f.owner_id AND g.member_id = f.member_id
        AND g.user_id = f.user_id AND g.role = f.role))
    + (SELECT count(*) FROM former_invitations AS f WHERE NOT EXISTS (
      SELECT 1 FROM invitations AS i WHERE i.id = f.id)))sql";

class keeping_access {
 public:
  keeping_access(present_database& present, sqlite_connection& copy,
                 const std::function<bool(std::string_view)>& is_gone)
      : present_{present}, copy_{copy}, is_gone_{is_gone} {}

  result<std::size_t> run(bool is_continuation) {
    auto done = copy_.execute(note_former_sql);
    if (done) {
      done = is_continuation ? copy_.execute("DELETE FROM grants; DELETE FROM invitations")
                             : remove_of_known();
    }
    for (const auto step : {&keeping_access::keep_grants, &keeping_access::keep_invitations}) {
      if (done) {
        done = (this->*step)();
      }
    }
    const auto count = done ? copy_.read_integer(count_withdrawn_sql) : done.failure();
    if (count) {
      done = copy_.execute("DROP TABLE former_grants; DROP TABLE former_invitations");
    }
    return count && done ? result<std::size_t>{static_cast<std::size_t>(*count)}
           : count       ? done.failure()
                         : count.failure();
  }

 private:
  result<void> remove_of_known() {
    std::set<std::string> owners;
    const auto take = [&](const sql_run& row) -> result<void> {
      owners.emplace(row.text(1));
      return {};
    };
    for (const auto& [table, column] :
         {std::pair{"accounts", "user_id"}, std::pair{"members", "owner_id"},
          std::pair{"grants", "owner_id"}, std::pair{"invitations", "owner_id"}}) {
      if (auto done = present_.read(table, {column}, take); !done) {
        return done;
      }
    }
    const auto grants = copy_.prepare("DELETE FROM grants WHERE owner_id = ?1");
    const auto invitations = copy_.prepare("DELETE FROM invitations WHERE owner_id = ?1");
    if (!grants || !invitations) {
      return !grants ? grants.failure() : invitations.failure();
    }
    for (const std::string_view owner : owners) {
      auto done = run_once(*grants, owner);
      done = done ? run_once(*invitations, owner) : done;
      if (!done) {
        return done;
      }
    }
    return {};
  }

  bool is_possible(const sql_run& row) const {
    return !is_gone_(row.text(1)) && !is_gone_(row.text(3));
  }

  result<void> keep_grants() {
    const auto add = copy_.prepare(keep_grant_sql);
    return !add
               ? add.failure()
               : present_.read("grants", {"owner_id", "member_id", "user_id", "role", "created_at"},
                               [&](const sql_run& row) -> result<void> {
                                 return is_possible(row)
                                            ? run_once(*add, row.text(1), row.text(2), row.text(3),
                                                       row.text(4), row.integer(5))
                                            : result<void>{};
                               });
  }

  result<void> keep_invitations() {
    const auto add = copy_.prepare(keep_invitation_sql);
    return !add
               ? add.failure()
               : present_.read(
                     "invitations",
                     {"owner_id", "member_id", "user_id", "role", "created_at", "expires_at", "id"},
                     [&](const sql_run& row) -> result<void> {
                       return is_possible(row) ? run_once(*add, row.text(1), row.text(2),
                                                          row.text(3), row.text(4), row.integer(5),
                                                          row.integer(6), row.text(7))
                                               : result<void>{};
                     });
  }

  present_database& present_;
  sqlite_connection& copy_;
  const std::function<bool(std::string_view)>& is_gone_;
};

}  // namespace

result<std::size_t> keep_rows(present_database& present, sqlite_connection& copy) {
  for (const auto step : {keep_keys, keep_logins, keep_codes}) {
    if (auto done = step(present, copy); !done) {
      return done.failure();
    }
  }
  return keep_passwords(present, copy);
}

result<std::size_t> keep_access(present_database& present, sqlite_connection& copy,
                                bool is_continuation,
                                const std::function<bool(std::string_view)>& is_gone) {
  return keeping_access{present, copy, is_gone}.run(is_continuation);
}

}  // namespace aurawell::net
