#pragma once

#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

struct login_statements {
  sqlite_statement add_account;
  sqlite_statement find_account;
  sqlite_statement find_login;
  sqlite_statement set_password_hash;
  sqlite_statement revoke;
  sqlite_statement forget_revoked;
  sqlite_statement load_revoked;
  sqlite_statement was_erased;
  sqlite_statement save;
  sqlite_statement list;
  sqlite_statement remove;
  sqlite_statement remove_others;
};

struct reset_code_statements {
  sqlite_statement add;
  sqlite_statement forget;
  sqlite_statement list;
  sqlite_statement remove;
  sqlite_statement remove_one;
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
  sqlite_statement has_audit;
};

struct sharing_statements {
  sqlite_statement forget_invitations;
  sqlite_statement add_invitation;
  /// These three give rows for `read_invitation`.
  sqlite_statement find_invitation;
  sqlite_statement invitations_to;
  sqlite_statement invitations_for;
  sqlite_statement count_invitations;
  sqlite_statement remove_invitation;
  sqlite_statement set_grant;
  sqlite_statement remove_grant;
  sqlite_statement grants_of;
};

struct health_statements {
  sqlite_statement save_profile;
  sqlite_statement load_profile;
  sqlite_statement add_sample;
  /// These two give rows for `read_samples`.
  sqlite_statement list_samples;
  sqlite_statement list_samples_of_kind;
  sqlite_statement find_sample;
  sqlite_statement count_samples;
  sqlite_statement remove_samples;
};

/// The compiled statements of `sqlite_accounts`. Their parameters are listed in
/// `account_statements.cpp`.
struct account_statements {
  static result<account_statements> prepare(sqlite_connection& connection);

  login_statements logins;
  reset_code_statements reset_codes;
  member_statements members;
  sharing_statements sharing;
  health_statements health;
};

}  // namespace aurawell::net
