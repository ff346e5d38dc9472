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

/// People, their families, and what is known of their health. Part of the same database
/// as `advice_store`, whose remarks on threads and transactions hold here too. Nothing
/// here decides who may do what.
class account_store {
 public:
  account_store() = default;
  account_store(const account_store&) = delete;
  account_store& operator=(const account_store&) = delete;
  virtual ~account_store() = default;

  /// `ec::user_exists` when name or address are taken.
  virtual result<void> add_account(const account& fresh) = 0;
  virtual result<std::optional<account>> find_account(const user_id& user) = 0;
  /// By user name or by e-mail address.
  virtual result<std::optional<account>> find_login(std::string_view name) = 0;
  virtual result<void> set_password_hash(const user_id& user, std::string_view hash) = 0;

  virtual result<void> save_profile(const member_key& member, const health::profile& values,
                                    wall_time now) = 0;
  virtual result<stored_profile> load_profile(const member_key& member) = 0;

  virtual result<void> add_samples(const member_key& member,
                                   const std::vector<health_sample>& samples) = 0;
  virtual result<sample_list> list_samples(const sample_query& query) = 0;
  /// Removes some, so that no change takes long, and says how many; 0: there are none.
  virtual result<std::size_t> remove_samples(const sample_range& which) = 0;
  /// Of all members of the account.
  virtual result<std::size_t> count_samples(const user_id& owner) = 0;

  /// Nothing is changed when the member is there already.
  virtual result<void> add_member(const family_member& fresh) = 0;
  /// Name and relation; `ec::user_not_found` when there is no such member.
  virtual result<void> rename_member(const family_member& changed) = 0;
  /// With profile, samples, grants, invitations and conversations.
  virtual result<void> remove_member(const member_key& member) = 0;
  /// The account's own members, its holder first, whether or not anything was ever saved
  /// for them; then those of others that it may use.
  virtual result<std::vector<member_access>> list_members(const user_id& user) = 0;
  /// How `user` may use a member of this id: its own before another's. Nothing: not at
  /// all, or there is none.
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
  /// Replaces what that account could do before.
  virtual result<void> set_grant(const member_grant& grant) = 0;
  /// False: there was none.
  virtual result<bool> remove_grant(const member_key& member, const user_id& from) = 0;
  virtual result<std::vector<member_grant>> grants_of(const member_key& member) = 0;

  virtual result<void> revoke_login(const revoked_login& login) = 0;
  /// Those that still matter; the others are forgotten.
  virtual result<std::vector<revoked_login>> load_revoked(wall_time now) = 0;

  /// One of the same name keeps when it was created; one that is revoked is not kept.
  virtual result<void> save_login(const account_login& login) = 0;
  /// The one used last first.
  virtual result<std::vector<account_login>> logins_of(const user_id& user) = 0;
  /// False: there was none.
  virtual result<bool> remove_login(const user_id& user, std::string_view login) = 0;
  /// All but `spared`.
  virtual result<void> remove_logins(const user_id& user, std::string_view spared) = 0;

  /// The user's that have expired are forgotten.
  virtual result<void> add_reset_code(const reset_code& fresh, wall_time now) = 0;
  /// Those that still count.
  virtual result<std::vector<reset_code>> reset_codes_of(const user_id& user, wall_time now) = 0;
  virtual result<void> remove_reset_codes(const user_id& user) = 0;
  virtual result<void> remove_reset_code(const reset_code& one) = 0;

  virtual result<void> add_audit(const audit_entry& entry) = 0;
  /// What others did with this account's members, it with theirs, and its own sign-ins and
  /// exports.
  virtual result<audit_list> list_audit(const audit_query& query) = 0;
  /// Whether the newest entries of the actor (200 of them) have one of the same member and
  /// action that is not older than `since`.
  virtual result<bool> has_audit(const audit_entry& like, wall_time since) = 0;

  /// Everything that is about the person: account, members with all they have, grants and
  /// invitations from and to it, conversations. What it asked for other accounts' members
  /// stays theirs and forgets who asked. Revoked logins stay until they do not matter,
  /// under `name_of_erased`.
  virtual result<void> erase_account(const user_id& user, wall_time now) = 0;

  /// `ec::user_not_found` when the user has been erased at `since` or later; always when it
  /// had an account here. For every write, in its transaction.
  virtual result<void> check_presence(const user_id& user, wall_time since) = 0;

  /// A name that does not tell whose it is, the same for the life of the database. Any thread.
  virtual std::string name_of_erased(const user_id& user) const = 0;

  /// What else is erased with everybody whom `erase_account` erases, and before it; its
  /// failure is that call's.
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
