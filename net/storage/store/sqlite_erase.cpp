// Permanent deletion.

#include <span>
#include <string>

#include "net/storage/database/sqlite_rows.hpp"
#include "net/storage/store/sqlite_accounts.hpp"

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
    "UPDATE exchanges SET user_id = 'erased/' || id, session_id = '' WHERE user_id = ?1",
};

// ?1 user, ?2 its tombstone's name. Tokens of an erased user stay revoked.
constexpr std::string_view rename_revoked_sql =
    "UPDATE OR REPLACE revoked_logins SET user_id = ?2 WHERE user_id = ?1";

// ?1 user, ?2 its tombstone's name, ?3 now. Run it before the account is removed.
constexpr std::string_view note_erased_sql = R"sql(
  INSERT INTO erased_users (name, erased_at, for_good)
  VALUES (?2, ?3, EXISTS (SELECT 1 FROM accounts WHERE user_id = ?1))
  ON CONFLICT (name) DO UPDATE SET erased_at = max(erased_at, excluded.erased_at),
    for_good = max(for_good, excluded.for_good))sql";

/// Compiled at each use, because it is rare.
template <class... Values>
result<void> run_each(sqlite_connection& connection, std::span<const std::string_view> texts,
                      const Values&... values) {
  for (const auto text : texts) {
    if (auto done = run_sql(connection, text, values...); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace

result<void> sqlite_accounts::remove_member(const member_key& member) {
  return batch_.atomically([&] {
    batch_.sweep_log();
    return run_each(connection_, of_member, member.owner.value, member.member.value);
  });
}

result<void> sqlite_accounts::erase_account(const user_id& user, wall_time now) {
  if (auto elsewhere = erase_elsewhere(user); !elsewhere) {
    return elsewhere;
  }
  return batch_.atomically([&] {
    batch_.sweep_log();
    const auto name = names_.name_of(user.value);
    constexpr std::string_view note[] = {note_erased_sql};
    constexpr std::string_view rename[] = {rename_revoked_sql};
    auto done = run_each(connection_, note, user.value, name, unix_ms(now));
    if (done) {
      done = run_each(connection_, rename, user.value, name);
    }
    return done ? run_each(connection_, of_account, user.value) : done;
  });
}

result<void> sqlite_accounts::check_presence(const user_id& user, wall_time since) {
  const auto name = names_.name_of(user.value);
  sqlite_run run{statements_.logins.was_erased, name, unix_ms(since)};
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  return *row ? result<void>{error{ec::user_not_found, "the user has been erased"}}
              : result<void>{};
}

std::string sqlite_accounts::name_of_erased(const user_id& user) const {
  return names_.name_of(user.value);
}

}  // namespace aurawell::net
