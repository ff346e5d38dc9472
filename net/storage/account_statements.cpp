#include "net/storage/account_statements.hpp"

#include <string>

namespace aurawell::net {
namespace {

// ?1 user, ?2 name, ?3 address, ?4 its key, ?5 hash, ?6 now
constexpr std::string_view add_account_sql = R"sql(
  INSERT INTO accounts (user_id, username, email, email_key, password_hash, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6))sql";

constexpr std::string_view account_columns =
    "SELECT user_id, username, email, password_hash, created_at FROM accounts ";

// ?1 login, ?2 user, ?3 until
constexpr std::string_view revoke_sql = R"sql(
  INSERT INTO revoked_logins (login, user_id, valid_until) VALUES (?1, ?2, ?3)
  ON CONFLICT (user_id, login) DO UPDATE SET valid_until = max(valid_until, excluded.valid_until))sql";

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

// ?1 user. The members whom it may use: owner, member, role, and where they stand in a list.
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

// ?1 user, ?2 limit
constexpr std::string_view list_audit_sql = R"sql(
  SELECT at, actor_id, owner_id, member_id, action FROM audit
  WHERE owner_id = ?1 OR actor_id = ?1 ORDER BY id DESC LIMIT ?2)sql";

// ?1 id, ?2 owner, ?3 member, ?4 to, ?5 role, ?6 now, ?7 end
constexpr std::string_view add_invitation_sql = R"sql(
  INSERT INTO invitations (id, owner_id, member_id, user_id, role, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

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
  WHERE g.owner_id = ?1 AND g.member_id = ?2 ORDER BY g.created_at, g.user_id)sql";

// ?1 owner, ?2 member, ?3 content, ?4 now
constexpr std::string_view save_profile_sql = R"sql(
  INSERT INTO profiles (owner_id, member_id, content, updated_at) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (owner_id, member_id)
  DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at)sql";

// ?1 owner, ?2 member, ?3 kind, ?4 time, ?5 source, ?6 value
constexpr std::string_view add_sample_sql = R"sql(
  INSERT INTO samples (owner_id, member_id, kind, measured_at, source, value)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (owner_id, member_id, kind, measured_at, source)
  DO UPDATE SET value = excluded.value)sql";

// ?1 owner, ?2 member, ?3 kind, ?4 before, ?5 limit. All of one time come together, so that
// no page leaves some out.
constexpr std::string_view list_samples_sql = R"sql(
  WITH wanted AS (
    SELECT * FROM samples
    WHERE owner_id = ?1 AND member_id = ?2 AND (?3 IS NULL OR kind = ?3)
      AND (?4 IS NULL OR measured_at < ?4))
  SELECT kind, value, measured_at, source FROM wanted
  WHERE measured_at >= coalesce(
    (SELECT measured_at FROM wanted ORDER BY measured_at DESC LIMIT 1 OFFSET ?5 - 1),
    (SELECT min(measured_at) FROM wanted))
  ORDER BY measured_at DESC, kind, source)sql";

result<void> prepare(sqlite_connection& connection, login_statements& all) {
  const std::string account{account_columns};
  return prepare_all(
      connection,
      {{&all.add_account, add_account_sql},
       {&all.find_account, account + "WHERE user_id = ?1"},
       {&all.find_login, account + "WHERE username = ?1 OR email_key = ?2 ORDER BY user_id"},
       {&all.set_password_hash, "UPDATE accounts SET password_hash = ?2 WHERE user_id = ?1"},
       {&all.revoke, revoke_sql},
       {&all.forget_revoked, "DELETE FROM revoked_logins WHERE valid_until <= ?1"},
       {&all.load_revoked, "SELECT login, user_id, valid_until FROM revoked_logins"}});
}

result<void> prepare(sqlite_connection& connection, member_statements& all) {
  const std::string usable{usable_members};
  return prepare_all(
      connection, {{&all.add, add_member_sql},
                   {&all.rename, rename_member_sql},
                   {&all.rename_holder, rename_holder_sql},
                   {&all.list, usable + "ORDER BY u.kind, u.since, u.owner_id, u.member_id"},
                   {&all.find_access,
                    usable + "WHERE u.member_id = ?2 ORDER BY u.kind, u.since, u.owner_id LIMIT 1"},
                   {&all.add_audit, add_audit_sql},
                   {&all.list_audit, list_audit_sql}});
}

result<void> prepare(sqlite_connection& connection, sharing_statements& all) {
  const std::string invitation{invitation_columns};
  constexpr std::string_view order = " ORDER BY i.created_at, i.id";
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
       {&all.remove_invitation, "DELETE FROM invitations WHERE id = ?1"},
       {&all.set_grant, set_grant_sql},
       {&all.remove_grant,
        "DELETE FROM grants WHERE owner_id = ?1 AND member_id = ?2 AND user_id = ?3"},
       {&all.grants_of, grants_of_sql}});
}

result<void> prepare(sqlite_connection& connection, health_statements& all) {
  return prepare_all(
      connection,
      {{&all.save_profile, save_profile_sql},
       {&all.load_profile,
        "SELECT content, updated_at FROM profiles WHERE owner_id = ?1 AND member_id = ?2"},
       {&all.add_sample, add_sample_sql},
       {&all.list_samples, list_samples_sql}});
}

}  // namespace

result<account_statements> account_statements::prepare(sqlite_connection& connection) {
  account_statements all;
  auto done = net::prepare(connection, all.logins);
  done = done ? net::prepare(connection, all.members) : done;
  done = done ? net::prepare(connection, all.sharing) : done;
  done = done ? net::prepare(connection, all.health) : done;
  if (!done) {
    return done.failure();
  }
  return all;
}

}  // namespace aurawell::net
