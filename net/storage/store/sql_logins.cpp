// Logins, revocations, and codes for a new password.

#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/rows/forgotten.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {
namespace {

result<account_login> read_login(const sql_run& row, const user_id& user, const value_seal& seal) {
  const auto login = row.text(0);
  auto client = seal.open(row, 3, places::login_client(user.value, login));
  auto network = seal.open(row, 4, places::login_network(user.value, login));
  if (!client || !network) {
    return !client ? client.failure() : network.failure();
  }
  return account_login{std::string{login},           user,
                       from_unix_ms(row.integer(1)), from_unix_ms(row.integer(2)),
                       std::move(client).value(),    std::move(network).value()};
}

}  // namespace

result<void> sql_accounts::save_login(const account_login& login) {
  const auto& user = login.user.value;
  return run_alone(batch_, statements_.logins.save, login.login, user, unix_ms(login.created_at),
                   unix_ms(login.used_at),
                   seal_.seal(login.client, places::login_client(user, login.login)),
                   seal_.seal(login.network, places::login_network(user, login.login)));
}

result<std::vector<account_login>> sql_accounts::logins_of(const user_id& user) {
  sql_run run{statements_.logins.list, user.value};
  return read_rows(run, [&](const sql_run& row) { return read_login(row, user, seal_); });
}

result<bool> sql_accounts::remove_login(const user_id& user, std::string_view login) {
  const auto removed =
      count_alone(batch_, connection_, statements_.logins.remove, user.value, login);
  return removed ? result<bool>{*removed > 0} : removed.failure();
}

result<void> sql_accounts::remove_logins(const user_id& user, std::string_view spared) {
  return run_alone(batch_, statements_.logins.remove_others, user.value, spared);
}

result<void> sql_accounts::revoke_login(const revoked_login& login) {
  const auto before = login.began_before ? std::optional{unix_ms(*login.began_before)}
                                         : std::optional<std::int64_t>{};
  return run_alone(batch_, statements_.logins.revoke, login.login, login.user.value,
                   unix_ms(login.until), before, login.spared);
}

result<std::vector<revoked_login>> sql_accounts::load_revoked(wall_time now) {
  const auto forgotten = run_alone(batch_, statements_.logins.forget_revoked, unix_ms(now));
  // Expired rows may stay.
  if (!forgotten && !is_damage(forgotten.failure())) {
    return forgotten.failure();
  }
  sql_run run{statements_.logins.load_revoked};
  auto revoked = read_rows(run, read_revoked);
  return revoked ? revoked
                 : error{revoked.failure().code,
                         "it is not known which logins were revoked: " + revoked.failure().detail};
}

result<void> sql_accounts::add_reset_code(const reset_code& fresh, wall_time now) {
  return batch_.atomically([&]() -> result<void> {
    if (auto forgotten = run_once(statements_.reset_codes.forget, fresh.user.value, unix_ms(now));
        !forgotten) {
      return forgotten;
    }
    return run_once(statements_.reset_codes.add, fresh.user.value, fresh.hash,
                    unix_ms(fresh.expires_at));
  });
}

result<std::vector<reset_code>> sql_accounts::reset_codes_of(const user_id& user, wall_time now) {
  sql_run run{statements_.reset_codes.list, user.value, unix_ms(now)};
  return read_rows(run, [&](const sql_run& row) {
    return reset_code{user, std::string{row.text(0)}, from_unix_ms(row.integer(1))};
  });
}

result<void> sql_accounts::remove_reset_codes(const user_id& user) {
  return run_alone(batch_, statements_.reset_codes.remove, user.value);
}

result<void> sql_accounts::remove_reset_code(const reset_code& one) {
  return run_alone(batch_, statements_.reset_codes.remove_one, one.user.value, one.hash);
}

}  // namespace aurawell::net
