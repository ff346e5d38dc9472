#include "net/storage/upkeep/lost_accounts.hpp"

#include <chrono>
#include <cstdint>

#include "domain/account/account.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/rows/forgotten.hpp"

namespace aurawell::net {
namespace {

// ?1 name, ?2 every login, ?3 until
constexpr std::string_view revoke_sql = R"sql(
  INSERT OR REPLACE INTO revoked_logins (user_id, login, valid_until) VALUES (?1, ?2, ?3))sql";

}  // namespace

result<account_ids> lost_accounts(present_database& present, sqlite_connection& copy) {
  const auto find = copy.prepare("SELECT 1 FROM accounts WHERE user_id = ?1");
  if (!find) {
    return find.failure();
  }
  account_ids lost;
  auto done = present.read("accounts", {"user_id"}, [&](const sql_run& row) -> result<void> {
    sql_run known{*find, row.text(1)};
    const auto found = known.step();
    if (found && !*found) {
      lost.emplace(row.text(1));
    }
    return found ? result<void>{} : found.failure();
  });
  return done ? result<account_ids>{std::move(lost)} : done.failure();
}

result<void> block_accounts(sqlite_connection& copy, const account_ids& lost,
                            const erasure_names& names) {
  const auto note = copy.prepare(note_erased_sql);
  const auto revoke = copy.prepare(revoke_sql);
  if (!note || !revoke) {
    return !note ? note.failure() : revoke.failure();
  }
  const auto now = std::chrono::system_clock::now();
  for (const auto& user : lost) {
    const auto name = names.name_of(user);
    auto done = run_once(*note, std::string_view{name}, unix_ms(now), std::int64_t{1});
    if (done) {
      done = run_once(*revoke, std::string_view{name}, revoked_login::every_login,
                      unix_ms(now + revoked_login::every_login_kept));
    }
    if (!done) {
      return done;
    }
  }
  return {};
}

}  // namespace aurawell::net
