// Accounts.

#include "net/storage/store/sql_accounts.hpp"

#include <string>

#include "net/address/lower_ascii.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"

namespace aurawell::net {
namespace {

result<account> read_account(const sql_run& row, const value_seal& seal) {
  auto email = seal.open(row, 2, places::email(row.text(0)));
  if (!email) {
    return email.failure();
  }
  return account{{std::string{row.text(0)}},
                 std::string{row.text(1)},
                 std::move(email).value(),
                 std::string{row.text(3)},
                 from_unix_ms(row.integer(4))};
}

}  // namespace

result<void> sql_accounts::add_account(const account& fresh) {
  // A name that is another's address would make a login ambiguous.
  for (const auto* login : {&fresh.username, &fresh.email}) {
    const auto known = find_login(*login);
    if (!known) {
      return known.failure();
    }
    if (known->has_value()) {
      return error{ec::user_exists, "this user name or e-mail address belongs to an account"};
    }
  }
  const auto known = find_account(fresh.user);
  if (!known) {
    return known.failure();
  }
  if (known->has_value()) {
    return error{ec::user_exists, "there is an account of this id"};
  }
  const auto added =
      count_alone(batch_, connection_, statements_.logins.add_account, fresh.user.value,
                  fresh.username, seal_.seal(fresh.email, places::email(fresh.user.value)),
                  seal_.indexes(lower_ascii(fresh.email)).front(), fresh.password_hash,
                  unix_ms(fresh.created_at));
  if (!added) {
    return added.failure();
  }
  return *added > 0 ? result<void>{}
                    : error{ec::user_exists, "another process has just made this account"};
}

result<std::optional<account>> sql_accounts::find_account(const user_id& user) {
  sql_run run{statements_.logins.find_account, user.value};
  return read_row(run, [&](const sql_run& row) { return read_account(row, seal_); });
}

result<std::optional<account>> sql_accounts::find_login(std::string_view name) {
  for (const auto& key : seal_.indexes(lower_ascii(name))) {
    sql_run run{statements_.logins.find_login, name, key};
    auto found = read_row(run, [&](const sql_run& row) { return read_account(row, seal_); });
    if (!found || found->has_value()) {
      return found;
    }
  }
  return std::optional<account>{};
}

result<void> sql_accounts::set_password_hash(const user_id& user, std::string_view hash) {
  const auto changed =
      count_alone(batch_, connection_, statements_.logins.set_password_hash, user.value, hash);
  if (!changed) {
    return changed.failure();
  }
  return *changed > 0 ? result<void>{} : error{ec::user_not_found, "there is no such account"};
}

}  // namespace aurawell::net
