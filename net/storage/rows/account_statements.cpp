#include "net/storage/rows/account_statements.hpp"

#include <string>

#include "net/storage/rows/forgotten.hpp"

namespace aurawell::net {
namespace {

// ?1 user, ?2 name, ?3 address, ?4 its key, ?5 hash, ?6 now
constexpr std::string_view add_account_sql = R"sql(
  INSERT INTO accounts (user_id, username, email, email_key, password_hash, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view account_columns =
    "SELECT user_id, username, email, password_hash, created_at FROM accounts ";

// ?1 login, ?2 user, ?3 until, ?4 began before, ?5 spared. A revocation of all logins stays; of two
// others the later one applies, which does not spare the login of the earlier one.
constexpr std::string_view revoke_sql = R"sql(
  INSERT INTO revoked_logins (login, user_id, valid_until, began_before, spared)
  VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (user_id, login) DO UPDATE SET
    valid_until = CASE WHEN excluded.valid_until > revoked_logins.valid_until
      THEN excluded.valid_until ELSE revoked_logins.valid_until END,
    spared = CASE WHEN excluded.began_before >= revoked_logins.began_before THEN excluded.spared
      ELSE revoked_logins.spared END,
    began_before = CASE
      WHEN excluded.began_before IS NULL OR excluded.began_before >= revoked_logins.began_before
      THEN excluded.began_before ELSE revoked_logins.began_before END)sql";

// ?1 login, ?2 user, ?3 created, ?4 used, ?5 client, ?6 network
constexpr std::string_view save_login_sql = R"sql(
  INSERT INTO logins (login, user_id, created_at, used_at, client, network)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
    SELECT 1 FROM revoked_logins WHERE user_id = ?2 AND (login = ?1
      OR (login = '*' AND (began_before IS NULL OR (began_before > ?3 AND spared <> ?1)))))
  ON CONFLICT (user_id, login) DO UPDATE SET
    used_at = CASE WHEN excluded.used_at > logins.used_at THEN excluded.used_at
      ELSE logins.used_at END,
    client = excluded.client, network = excluded.network)sql";

// ?1 user
constexpr std::string_view list_logins_sql = R"sql(
  SELECT login, created_at, used_at, client, network FROM logins
  WHERE user_id = ?1 ORDER BY used_at DESC, id DESC)sql";

// ?1 name, ?2 when the user was admitted
constexpr std::string_view was_erased_sql =
    "SELECT 1 FROM erased_users WHERE name = ?1 AND (for_good <> 0 OR erased_at >= ?2)";

// ?1 owner, ?2 member, ?3 name, ?4 relation, ?5 now
constexpr std::string_view add_member_sql = R"sql(
  INSERT INTO members (owner_id, member_id, name, relation, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (owner_id, member_id) DO NOTHING)sql";

// ?1 owner, ?2 member, ?3 name, ?4 relation
constexpr std::string_view rename_member_sql = R"sql(
  UPDATE members SET name = ?3, relation = ?4 WHERE owner_id = ?1 AND member_id = ?2)sql";

// ?1 owner, ?2 member, ?3 name, ?4 relation, ?5 now
constexpr std::string_view rename_holder_sql = R"sql(
  INSERT INTO members (owner_id, member_id, name, relation, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (owner_id, member_id)
  DO UPDATE SET name = excluded.name, relation = excluded.relation)sql";

// ?1 user. The members that the user may use: owner, member, role, and their place in a list.
constexpr std::string_view usable_members = R"sql(
  WITH usable (owner_id, member_id, role, kind, since) AS (
    SELECT ?1, ?1, 'owner', 0, 0
    UNION ALL
    SELECT owner_id, member_id, 'owner', 1, id FROM members
    WHERE owner_id = ?1 AND member_id <> ?1
    UNION ALL
    SELECT owner_id, member_id, role, 2, created_at FROM grants WHERE user_id = ?1)
  SELECT u.owner_id, u.member_id, u.role, m.name, m.relation,
    coalesce(m.created_at, a.created_at, 0)
  FROM usable AS u
  LEFT JOIN members AS m ON m.owner_id = u.owner_id AND m.member_id = u.member_id
  LEFT JOIN accounts AS a ON a.user_id = u.owner_id AND u.member_id = u.owner_id )sql";

// ?1 at, ?2 actor, ?3 owner, ?4 member, ?5 action
constexpr std::string_view add_audit_sql = R"sql(
  INSERT INTO audit (at, actor_id, owner_id, member_id, action) VALUES (?1, ?2, ?3, ?4, ?5))sql";

// ?1 user, ?2 before, ?3 limit. Each half follows its index, so that no more rows are read than the
// page has.
constexpr std::string_view list_audit_sql = R"sql(
  SELECT at, actor_id, owner_id, member_id, action, id FROM (
    SELECT * FROM (
      SELECT * FROM audit WHERE owner_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3) AS about
    UNION
    SELECT * FROM (
      SELECT * FROM audit WHERE actor_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3) AS by_user
  ) AS found
  ORDER BY id DESC LIMIT ?3)sql";

// ?1 actor, ?2 owner, ?3 member, ?4 action, ?5 since
constexpr std::string_view has_audit_sql = R"sql(
  SELECT 1 FROM (SELECT * FROM audit WHERE actor_id = ?1 ORDER BY id DESC LIMIT 200) AS newest
  WHERE owner_id = ?2 AND member_id = ?3 AND action = ?4 AND at >= ?5 LIMIT 1)sql";

// ?1 id, ?2 owner, ?3 member, ?4 to, ?5 role, ?6 now, ?7 end
constexpr std::string_view add_invitation_sql = R"sql(
  INSERT INTO invitations (id, owner_id, member_id, user_id, role, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

// ?1 from, ?2 to, ?3 now
constexpr std::string_view count_invitations_sql = R"sql(
  SELECT (SELECT count(*) FROM invitations WHERE owner_id = ?1 AND expires_at > ?3),
    (SELECT count(*) FROM invitations WHERE user_id = ?2 AND expires_at > ?3))sql";

constexpr std::string_view invitation_columns = R"sql(
  SELECT i.id, i.owner_id, i.member_id, i.user_id, i.role, i.created_at, i.expires_at, m.name,
    a.username
  FROM invitations AS i
  LEFT JOIN members AS m ON m.owner_id = i.owner_id AND m.member_id = i.member_id
  LEFT JOIN accounts AS a ON a.user_id = i.owner_id )sql";

// ?1 owner, ?2 member, ?3 to, ?4 role, ?5 now
constexpr std::string_view set_grant_sql = R"sql(
  INSERT INTO grants (owner_id, member_id, user_id, role, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (owner_id, member_id, user_id)
  DO UPDATE SET role = excluded.role, created_at = excluded.created_at)sql";

// ?1 owner, ?2 member
constexpr std::string_view grants_of_sql = R"sql(
  SELECT g.user_id, a.username, g.role, g.created_at
  FROM grants AS g LEFT JOIN accounts AS a ON a.user_id = g.user_id
  WHERE g.owner_id = ?1 AND g.member_id = ?2 ORDER BY g.created_at, g.user_id LIMIT 1000)sql";

// ?1 name of a user
result<void> prepare_holds(sql_connection& connection, login_statements& all) {
  if (connection.dialect() == sql_dialect::sqlite) {
    return {};
  }
  return prepare_all(connection,
                     {{&all.hold, "SELECT pg_advisory_xact_lock_shared(hashtextextended(?1, 0))"},
                      {&all.hold_alone, "SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))"}});
}

result<void> prepare(sql_connection& connection, login_statements& all) {
  const std::string account{account_columns};
  const auto by_name =
      spelled(connection.dialect(), "username = ?1", "lower(username) = lower(?1)");
  if (auto held = prepare_holds(connection, all); !held) {
    return held;
  }
  return prepare_all(
      connection,
      {{&all.add_account, add_account_sql},
       {&all.find_account, account + "WHERE user_id = ?1"},
       {&all.find_login,
        (account + "WHERE ").append(by_name) + " OR email_key = ?2 ORDER BY user_id"},
       {&all.set_password_hash, "UPDATE accounts SET password_hash = ?2 WHERE user_id = ?1"},
       {&all.revoke, revoke_sql},
       {&all.forget_revoked, "DELETE FROM revoked_logins WHERE valid_until <= ?1"},
       {&all.load_revoked, load_revoked_sql},
       {&all.was_erased, was_erased_sql},
       {&all.save, save_login_sql},
       {&all.list, list_logins_sql},
       {&all.remove, "DELETE FROM logins WHERE user_id = ?1 AND login = ?2"},
       {&all.remove_others, "DELETE FROM logins WHERE user_id = ?1 AND login <> ?2"}});
}

result<void> prepare(sql_connection& connection, reset_code_statements& all) {
  return prepare_all(
      connection,
      {{&all.add, "INSERT INTO reset_codes (user_id, hash, expires_at) VALUES (?1, ?2, ?3)"},
       {&all.forget, "DELETE FROM reset_codes WHERE user_id = ?1 AND expires_at <= ?2"},
       {&all.list,
        "SELECT hash, expires_at FROM reset_codes WHERE user_id = ?1 AND expires_at > ?2"},
       {&all.remove, "DELETE FROM reset_codes WHERE user_id = ?1"},
       {&all.remove_one, "DELETE FROM reset_codes WHERE user_id = ?1 AND hash = ?2"}});
}

result<void> prepare(sql_connection& connection, member_statements& all) {
  const std::string usable{usable_members};
  return prepare_all(
      connection,
      {{&all.add, add_member_sql},
       {&all.rename, rename_member_sql},
       {&all.rename_holder, rename_holder_sql},
       {&all.list, usable + "ORDER BY u.kind, u.since, u.owner_id, u.member_id LIMIT 1000"},
       {&all.find_access,
        usable + "WHERE u.member_id = ?2 ORDER BY u.kind, u.since, u.owner_id LIMIT 1"},
       {&all.add_audit, add_audit_sql},
       {&all.list_audit, list_audit_sql},
       {&all.has_audit, has_audit_sql}});
}

result<void> prepare(sql_connection& connection, sharing_statements& all) {
  const std::string invitation{invitation_columns};
  constexpr std::string_view order = " ORDER BY i.created_at, i.id LIMIT 1000";
  return prepare_all(
      connection,
      {{&all.forget_invitations, "DELETE FROM invitations WHERE expires_at <= ?1"},
       {&all.add_invitation, add_invitation_sql},
       {&all.find_invitation, invitation + "WHERE i.id = ?1 AND i.expires_at > ?2"},
       {&all.invitations_to,
        (invitation + "WHERE i.user_id = ?1 AND i.expires_at > ?2").append(order)},
       {&all.invitations_for,
        (invitation + "WHERE i.owner_id = ?1 AND i.member_id = ?2 AND i.expires_at > ?3")
            .append(order)},
       {&all.count_invitations, count_invitations_sql},
       {&all.remove_invitation, "DELETE FROM invitations WHERE id = ?1"},
       {&all.set_grant, set_grant_sql},
       {&all.remove_grant,
        "DELETE FROM grants WHERE owner_id = ?1 AND member_id = ?2 AND user_id = ?3"},
       {&all.grants_of, grants_of_sql}});
}

}  // namespace

result<account_statements> account_statements::prepare(sql_connection& connection) {
  account_statements all;
  auto done = net::prepare(connection, all.logins);
  done = done ? net::prepare(connection, all.reset_codes) : done;
  done = done ? net::prepare(connection, all.members) : done;
  done = done ? net::prepare(connection, all.sharing) : done;
  done = done ? prepare_health(connection, all.health) : done;
  if (!done) {
    return done.failure();
  }
  return all;
}

}  // namespace aurawell::net
