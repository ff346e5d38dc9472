#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/ports/account_queries.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// Accounts, families and health data. Part of the same database as `advice_store`; its rules for
/// threads and transactions apply. Checks no permissions.
class account_store {
 public:
  account_store() = default;
  account_store(const account_store&) = delete;
  account_store& operator=(const account_store&) = delete;
  virtual ~account_store() = default;

  /// `ec::user_exists` when name or address is taken.
  virtual result<void> add_account(const account& fresh) = 0;
  virtual result<std::optional<account>> find_account(const user_id& user) = 0;
  /// Finds an account by user name or by e-mail address.
  virtual result<std::optional<account>> find_login(std::string_view name) = 0;
  virtual result<void> set_password_hash(const user_id& user, std::string_view hash) = 0;

  virtual result<void> save_profile(const member_key& member, const health::profile& values,
                                    wall_time now) = 0;
  virtual result<stored_profile> load_profile(const member_key& member) = 0;

  virtual result<void> add_samples(const member_key& member,
                                   const std::vector<health_sample>& samples) = 0;
  virtual result<sample_list> list_samples(const sample_query& query) = 0;
  /// Removes a limited number and returns it, so that no transaction takes long; 0: none is left.
  virtual result<std::size_t> remove_samples(const sample_range& which) = 0;
  /// Counts the samples of all members of the account.
  virtual result<std::size_t> count_samples(const user_id& owner) = 0;

  /// No effect when the member exists.
  virtual result<void> add_member(const family_member& fresh) = 0;
  /// Changes name and relation; `ec::user_not_found` when there is no such member.
  virtual result<void> rename_member(const family_member& changed) = 0;
  /// Also removes profile, samples, grants, invitations and conversations.
  virtual result<void> remove_member(const member_key& member) = 0;
  /// First the account's own members, its holder at the front, also those without saved data; then
  /// those of others that it may use.
  virtual result<std::vector<member_access>> list_members(const user_id& user) = 0;
  /// How `user` may use a member with this id; its own members come before another's. Nothing: not
  /// allowed, or no such member.
  virtual result<std::optional<member_access>> find_access(const user_id& user,
                                                           const member_id& member) = 0;

  virtual result<void> add_invitation(const member_invitation& fresh) = 0;
  virtual result<std::optional<member_invitation>> find_invitation(std::string_view id,
                                                                   wall_time now) = 0;
  virtual result<std::vector<member_invitation>> invitations_to(const user_id& user,
                                                                wall_time now) = 0;
  virtual result<std::vector<member_invitation>> invitations_for(const member_key& member,
                                                                 wall_time now) = 0;
  virtual result<invitation_counts> count_invitations(const user_id& from, const user_id& to,
                                                      wall_time now) = 0;
  virtual result<void> remove_invitation(std::string_view id) = 0;
  /// Replaces an earlier grant to the same account.
  virtual result<void> set_grant(const member_grant& grant) = 0;
  /// False: there was no grant.
  virtual result<bool> remove_grant(const member_key& member, const user_id& from) = 0;
  virtual result<std::vector<member_grant>> grants_of(const member_key& member) = 0;

  virtual result<void> revoke_login(const revoked_login& login) = 0;
  /// Returns the revocations that are still needed, and deletes the others.
  virtual result<std::vector<revoked_login>> load_revoked(wall_time now) = 0;

  /// A login of the same name keeps its time of creation; a revoked login is not saved.
  virtual result<void> save_login(const account_login& login) = 0;
  /// The latest used login first.
  virtual result<std::vector<account_login>> logins_of(const user_id& user) = 0;
  /// False: there was no such login.
  virtual result<bool> remove_login(const user_id& user, std::string_view login) = 0;
  /// Removes all logins but `spared`.
  virtual result<void> remove_logins(const user_id& user, std::string_view spared) = 0;

  /// Also deletes the expired codes of the user.
  virtual result<void> add_reset_code(const reset_code& fresh, wall_time now) = 0;
  /// The codes that are still valid.
  virtual result<std::vector<reset_code>> reset_codes_of(const user_id& user, wall_time now) = 0;
  virtual result<void> remove_reset_codes(const user_id& user) = 0;
  virtual result<void> remove_reset_code(const reset_code& one) = 0;

  virtual result<void> add_audit(const audit_entry& entry) = 0;
  /// What others did with this account's members, what it did with theirs, and its own sign-ins and
  /// exports.
  virtual result<audit_list> list_audit(const audit_query& query) = 0;
  /// Whether one of the newest 200 entries of the actor has the same member and action and is not
  /// older than `since`.
  virtual result<bool> has_audit(const audit_entry& like, wall_time since) = 0;

  /// Deletes everything about the user: account, members with all their data, grants and
  /// invitations from and to it, conversations. What it asked about members of other accounts stays
  /// there, without the name of the asker. Revoked logins stay as long as they are needed, under
  /// `name_of_erased`.
  virtual result<void> erase_account(const user_id& user, wall_time now) = 0;

  /// `ec::user_not_found` when the user was erased at `since` or later, and always when it had an
  /// account here. Call it in the transaction of every write.
  virtual result<void> check_presence(const user_id& user, wall_time since) = 0;

  /// A name that does not identify the user; the same for the life of the database. Any thread.
  virtual std::string name_of_erased(const user_id& user) const = 0;

  /// Called by `erase_account` before it erases a user; its failure is that call's failure.
  using erasure = std::function<result<void>(const user_id&)>;
  void erase_also(erasure elsewhere) { elsewhere_ = std::move(elsewhere); }

 protected:
  result<void> erase_elsewhere(const user_id& user) const {
    return elsewhere_ ? elsewhere_(user) : result<void>{};
  }

 private:
  erasure elsewhere_;
};

}  // namespace aurawell
