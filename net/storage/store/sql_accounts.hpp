#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/account_statements.hpp"
#include "net/storage/rows/erasure_names.hpp"
#include "net/storage/rows/lone_runs.hpp"
#include "net/storage/rows/sql_batch.hpp"

namespace aurawell::net {

/// Accounts and families in the database of a `sql_store`; shares its connection and batches.
class sql_accounts final : public account_store {
 public:
  sql_accounts(sql_connection& connection, sql_batch& batch, const value_seal& seal,
               account_statements prepared, const erasure_names& names)
      : connection_{connection},
        batch_{batch},
        seal_{seal},
        statements_{std::move(prepared)},
        names_{names} {}

  // sql_accounts.cpp
  result<void> add_account(const account& fresh) override;
  result<std::optional<account>> find_account(const user_id& user) override;
  result<std::optional<account>> find_login(std::string_view name) override;
  result<void> set_password_hash(const user_id& user, std::string_view hash) override;

  // sql_logins.cpp
  result<void> save_login(const account_login& login) override;
  result<std::vector<account_login>> logins_of(const user_id& user) override;
  result<bool> remove_login(const user_id& user, std::string_view login) override;
  result<void> remove_logins(const user_id& user, std::string_view spared) override;
  result<void> revoke_login(const revoked_login& login) override;
  result<std::vector<revoked_login>> load_revoked(wall_time now) override;
  result<void> add_reset_code(const reset_code& fresh, wall_time now) override;
  result<std::vector<reset_code>> reset_codes_of(const user_id& user, wall_time now) override;
  result<void> remove_reset_codes(const user_id& user) override;
  result<void> remove_reset_code(const reset_code& one) override;

  // sql_health.cpp
  result<void> save_profile(const member_key& member, const health::profile& values,
                            wall_time now) override;
  result<stored_profile> load_profile(const member_key& member) override;
  result<void> add_samples(const member_key& member,
                           const std::vector<health_sample>& samples) override;
  result<sample_list> list_samples(const sample_query& query) override;
  result<std::size_t> remove_samples(const sample_range& which) override;
  result<std::size_t> count_samples(const user_id& owner) override;

  // sql_members.cpp
  result<void> add_member(const family_member& fresh) override;
  result<void> rename_member(const family_member& changed) override;
  result<std::vector<member_access>> list_members(const user_id& user) override;
  result<std::optional<member_access>> find_access(const user_id& user,
                                                   const member_id& member) override;
  result<void> add_audit(const audit_entry& entry) override;
  result<audit_list> list_audit(const audit_query& query) override;
  result<bool> has_audit(const audit_entry& like, wall_time since) override;

  // sql_sharing.cpp
  result<void> add_invitation(const member_invitation& fresh) override;
  result<std::optional<member_invitation>> find_invitation(std::string_view id,
                                                           wall_time now) override;
  result<std::vector<member_invitation>> invitations_to(const user_id& user,
                                                        wall_time now) override;
  result<std::vector<member_invitation>> invitations_for(const member_key& member,
                                                         wall_time now) override;
  result<invitation_counts> count_invitations(const user_id& from, const user_id& to,
                                              wall_time now) override;
  result<void> remove_invitation(std::string_view id) override;
  result<void> set_grant(const member_grant& grant) override;
  result<bool> remove_grant(const member_key& member, const user_id& from) override;
  result<std::vector<member_grant>> grants_of(const member_key& member) override;

  // sql_erase.cpp
  result<void> remove_member(const member_key& member) override;
  result<void> erase_account(const user_id& user, wall_time now) override;
  result<void> check_presence(const user_id& user, wall_time since) override;
  std::string name_of_erased(const user_id& user) const override;

  /// Until the end of the transaction nobody erases the user of this name, where several processes
  /// can write at the same time.
  result<void> hold(std::string_view name) const { return hold(statements_.logins.hold, name); }

 private:
  /// Where a sample stands among all of its member, and among those of its kind.
  struct sample_place {
    /// Milliseconds since 1970.
    std::int64_t at = 0;
    std::int64_t id = 0;
    std::string source;

    auto operator<=>(const sample_place&) const = default;
  };

  static result<void> hold(const sql_statement& how, std::string_view name) {
    return how ? run_once(how, name) : result<void>{};
  }

  result<void> add_sample(const member_key& member, const health_sample& sample);
  result<std::optional<sample_place>> find_place(const member_key& member, std::int64_t id);
  result<sample_list> read_page(sql_run& run, const sample_query& query) const;

  sql_connection& connection_;
  sql_batch& batch_;
  const value_seal& seal_;
  account_statements statements_;
  erasure_names names_;
};

}  // namespace aurawell::net
