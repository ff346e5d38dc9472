// What must be gone for good.

#include <span>
#include <string>

#include "net/storage/sqlite_accounts.hpp"
#include "net/storage/sqlite_rows.hpp"

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

// ?1 user. No account's name can hold a slash, so nobody can ask for what was somebody's.
constexpr std::string_view of_account[] = {
    "DELETE FROM conversations WHERE user_id = ?1",
    "DELETE FROM profiles WHERE owner_id = ?1",
    "DELETE FROM samples WHERE owner_id = ?1",
    "DELETE FROM grants WHERE owner_id = ?1 OR user_id = ?1",
    "DELETE FROM invitations WHERE owner_id = ?1 OR user_id = ?1",
    "DELETE FROM members WHERE owner_id = ?1",
    "DELETE FROM accounts WHERE user_id = ?1",
    "DELETE FROM audit WHERE owner_id = ?1",
    "UPDATE audit SET actor_id = 'erased/' || id WHERE actor_id = ?1",
    "UPDATE exchanges SET user_id = 'erased/' || id, session_id = '' WHERE user_id = ?1",
};

/// Compiled each time: it is rare.
template <class... Values>
result<void> run_each(sqlite_connection& connection, std::span<const std::string_view> texts,
                      const Values&... values) {
  for (const auto text : texts) {
    const auto statement = connection.prepare(text);
    if (!statement) {
      return statement.failure();
    }
    if (auto done = run_once(*statement, values...); !done) {
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

result<void> sqlite_accounts::erase_account(const user_id& user) {
  if (auto elsewhere = erase_elsewhere(user); !elsewhere) {
    return elsewhere;
  }
  return batch_.atomically([&] {
    batch_.sweep_log();
    return run_each(connection_, of_account, user.value);
  });
}

}  // namespace aurawell::net
