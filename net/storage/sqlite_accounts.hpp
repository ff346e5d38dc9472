#pragma once

#include <utility>

#include "domain/ports/account_store.hpp"
#include "net/storage/account_statements.hpp"
#include "net/storage/sqlite_batch.hpp"
#include "net/storage/sqlite_connection.hpp"
#include "net/storage/value_seal.hpp"

namespace aurawell::net {

/// People and their families, in the database of a `sqlite_store`, whose connection and
/// batches it shares.
class sqlite_accounts final : public account_store {
 public:
  sqlite_accounts(sqlite_connection& connection, sqlite_batch& batch, const value_seal& seal,
                  account_statements prepared)
      : connection_{connection}, batch_{batch}, seal_{seal}, statements_{std::move(prepared)} {}

  // sqlite_accounts.cpp
  result<void> add_account(const account& fresh) override;
  result<std::optional<account>> find_account(const user_id& user) override;
  result<std::optional<account>> find_login(std::string_view name) override;
  result<void> set_password_hash(const user_id& user, std::string_view hash) override;
  result<void> revoke_login(const revoked_login& login) override;
  result<std::vector<revoked_login>> load_revoked(wall_time now) override;

  // sqlite_health.cpp
  result<void> save_profile(const member_key& member, const health::profile& values,
                            wall_time now) override;
  result<stored_profile> load_profile(const member_key& member) override;
  result<void> add_samples(const member_key& member,
                           const std::vector<health_sample>& samples) override;
  result<std::vector<health_sample>> list_samples(const sample_query& query) override;

  // sqlite_members.cpp
  result<void> add_member(const family_member& fresh) override;
  result<void> rename_member(const family_member& changed) override;
  result<std::vector<member_access>> list_members(const user_id& user) override;
  result<std::optional<member_access>> find_access(const user_id& user,
                                                   const member_id& member) override;
  result<void> add_audit(const audit_entry& entry) override;
  result<std::vector<audit_entry>> list_audit(const user_id& user, std::size_t limit) override;

  // sqlite_sharing.cpp
  result<void> add_invitation(const member_invitation& fresh) override;
  result<std::optional<member_invitation>> find_invitation(std::string_view id,
                                                           wall_time now) override;
  result<std::vector<member_invitation>> invitations_to(const user_id& user,
                                                        wall_time now) override;
  result<std::vector<member_invitation>> invitations_for(const member_key& member,
                                                         wall_time now) override;
  result<void> remove_invitation(std::string_view id) override;
  result<void> set_grant(const member_grant& grant) override;
  result<bool> remove_grant(const member_key& member, const user_id& from) override;
  result<std::vector<member_grant>> grants_of(const member_key& member) override;

  // sqlite_erase.cpp
  result<void> remove_member(const member_key& member) override;
  result<void> erase_account(const user_id& user) override;

 private:
  result<void> add_sample(const member_key& member, const health_sample& sample);

  sqlite_connection& connection_;
  sqlite_batch& batch_;
  const value_seal& seal_;
  account_statements statements_;
};

}  // namespace aurawell::net
