#pragma once

#include "net/storage/sqlite_connection.hpp"

namespace aurawell::net {

struct login_statements {
  sqlite_statement add_account;
  sqlite_statement find_account;
  sqlite_statement find_login;
  sqlite_statement set_password_hash;
  sqlite_statement revoke;
  sqlite_statement forget_revoked;
  sqlite_statement load_revoked;
};

struct member_statements {
  sqlite_statement add;
  sqlite_statement rename;
  sqlite_statement rename_holder;
  /// These two give rows for `read_access`.
  sqlite_statement list;
  sqlite_statement find_access;
  sqlite_statement add_audit;
  sqlite_statement list_audit;
};

struct sharing_statements {
  sqlite_statement forget_invitations;
  sqlite_statement add_invitation;
  /// These three give rows for `read_invitation`.
  sqlite_statement find_invitation;
  sqlite_statement invitations_to;
  sqlite_statement invitations_for;
  sqlite_statement remove_invitation;
  sqlite_statement set_grant;
  sqlite_statement remove_grant;
  sqlite_statement grants_of;
};

struct health_statements {
  sqlite_statement save_profile;
  sqlite_statement load_profile;
  sqlite_statement add_sample;
  sqlite_statement list_samples;
};

/// What `sqlite_accounts` says to SQLite, compiled. Parameters stand in
/// `account_statements.cpp` beside the text.
struct account_statements {
  static result<account_statements> prepare(sqlite_connection& connection);

  login_statements logins;
  member_statements members;
  sharing_statements sharing;
  health_statements health;
};

}  // namespace aurawell::net
