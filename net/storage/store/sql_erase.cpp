// Permanent deletion.

#include <span>
#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {
namespace {

// ?1 owner, ?2 member
constexpr std::string_view of_member[] = {
    "DELETE FROM conversations WHERE user_id = ?1 AND member_id = ?2",
    "DELETE FROM profiles WHERE owner_id = ?1 AND member_id = ?2",
    "DELETE FROM samples WHERE owner_id = ?1 AND member_id = ?2",
    "DELETE FROM grants WHERE owner_id = ?1 AND member_id = ?2",
    "DELETE FROM invitations WHERE owner_id = ?1 AND member_id = ?2",
    "DELETE FROM members WHERE owner_id = ?1 AND member_id = ?2",
};

// ?1 user. No account's name can contain a slash, so no client can address the erased user's data.
constexpr std::string_view of_account[] = {
    "DELETE FROM conversations WHERE user_id = ?1",
    "DELETE FROM profiles WHERE owner_id = ?1",
    "DELETE FROM samples WHERE owner_id = ?1",
    "DELETE FROM grants WHERE owner_id = ?1 OR user_id = ?1",
    "DELETE FROM invitations WHERE owner_id = ?1 OR user_id = ?1",
    "DELETE FROM members WHERE owner_id = ?1",
    "DELETE FROM accounts WHERE user_id = ?1",
    "DELETE FROM logins WHERE user_id = ?1",
    "DELETE FROM reset_codes WHERE user_id = ?1",
    "DELETE FROM audit WHERE owner_id = ?1",
    "UPDATE audit SET actor_id = 'erased/' || id WHERE actor_id = ?1",
    "UPDATE exchanges SET user_id = 'erased/' || id, session_id = '', job = NULL WHERE user_id = "
    "?1",
};

// ?1 user, ?2 its tombstone's name. Tokens of an erased user stay revoked.
constexpr std::string_view rename_revoked[] = {
    R"sql(DELETE FROM revoked_logins WHERE user_id = ?2 AND login IN (
      SELECT login FROM revoked_logins WHERE user_id = ?1))sql",
    "UPDATE revoked_logins SET user_id = ?2 WHERE user_id = ?1",
};

// ?1 user, ?2 its tombstone's name, ?3 now. Run it before the account is removed.
constexpr std::string_view note_erased_sql = R"sql(
  INSERT INTO erased_users (name, erased_at, for_good)
  VALUES (?2, ?3, (SELECT count(*) FROM accounts WHERE user_id = ?1))
  ON CONFLICT (name) DO UPDATE SET
    erased_at = CASE WHEN excluded.erased_at > erased_users.erased_at THEN excluded.erased_at
      ELSE erased_users.erased_at END,
    for_good = CASE WHEN excluded.for_good > 0 THEN 1 ELSE erased_users.for_good END)sql";

/// Compiled at each use, because it is rare.
template <class... Values>
result<void> run_each(sql_connection& connection, std::span<const std::string_view> texts,
                      const Values&... values) {
  for (const auto text : texts) {
    if (auto done = run_sql(connection, text, values...); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace

result<void> sql_accounts::remove_member(const member_key& member) {
  return batch_.atomically([&] {
    batch_.sweep_log();
    return run_each(connection_, of_member, member.owner.value, member.member.value);
  });
}

result<void> sql_accounts::erase_account(const user_id& user, wall_time now) {
  if (auto elsewhere = erase_elsewhere(user); !elsewhere) {
    return elsewhere;
  }
  return batch_.atomically([&] {
    batch_.sweep_log();
    const auto name = names_.name_of(user.value);
    // Until the end of this transaction no other one writes for the user.
    auto done = hold(statements_.logins.hold_alone, name);
    done = done ? run_sql(connection_, note_erased_sql, user.value, name, unix_ms(now)) : done;
    done = done ? run_each(connection_, rename_revoked, user.value, name) : done;
    return done ? run_each(connection_, of_account, user.value) : done;
  });
}

result<void> sql_accounts::check_presence(const user_id& user, wall_time since) {
  const auto name = names_.name_of(user.value);
  if (auto held = hold(name); !held) {
    return held;
  }
  sql_run run{statements_.logins.was_erased, name, unix_ms(since)};
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  return *row ? result<void>{error{ec::user_not_found, "the user has been erased"}}
              : result<void>{};
}

std::string sql_accounts::name_of_erased(const user_id& user) const {
  return names_.name_of(user.value);
}

}  // namespace aurawell::net
