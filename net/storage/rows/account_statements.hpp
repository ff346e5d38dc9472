#pragma once

#include "net/storage/database/sql_connection.hpp"

namespace aurawell::net {

struct login_statements {
  sql_statement add_account;
  sql_statement find_account;
  sql_statement find_login;
  sql_statement set_password_hash;
  sql_statement revoke;
  sql_statement forget_revoked;
  sql_statement load_revoked;
  sql_statement was_erased;
  /// Null where one process writes at a time.
  sql_statement hold;
  sql_statement hold_alone;
  sql_statement save;
  sql_statement list;
  sql_statement remove;
  sql_statement remove_others;
};

struct reset_code_statements {
  sql_statement add;
  sql_statement forget;
  sql_statement list;
  sql_statement remove;
  sql_statement remove_one;
};

struct member_statements {
  sql_statement add;
  sql_statement rename;
  sql_statement rename_holder;
  /// These two give rows for `read_access`.
  sql_statement list;
  sql_statement find_access;
  sql_statement add_audit;
  sql_statement list_audit;
  sql_statement has_audit;
};

struct sharing_statements {
  sql_statement forget_invitations;
  sql_statement add_invitation;
  /// These three give rows for `read_invitation`.
  sql_statement find_invitation;
  sql_statement invitations_to;
  sql_statement invitations_for;
  sql_statement count_invitations;
  sql_statement remove_invitation;
  sql_statement set_grant;
  sql_statement remove_grant;
  sql_statement grants_of;
};

struct health_statements {
  sql_statement save_profile;
  sql_statement load_profile;
  sql_statement add_sample;
  /// These two give rows for `read_samples`.
  sql_statement list_samples;
  sql_statement list_samples_of_kind;
  sql_statement find_sample;
  sql_statement count_samples;
  sql_statement remove_samples;
};

/// In `health_statements.cpp`, with their parameters.
result<void> prepare_health(sql_connection& connection, health_statements& all);

/// The compiled statements of `sql_accounts`. Their parameters are listed in
/// `account_statements.cpp`.
struct account_statements {
  static result<account_statements> prepare(sql_connection& connection);

  login_statements logins;
  reset_code_statements reset_codes;
  member_statements members;
  sharing_statements sharing;
  health_statements health;
};

}  // namespace aurawell::net
