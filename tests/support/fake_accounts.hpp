#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/ports/account_store.hpp"

namespace aurawell::test_support {

/// Stores members, grants, audit entries, and one profile and one set of samples for each member;
/// every other call fails.
class fake_accounts final : public account_store {
 public:
  result<void> add_account(const account&) override { return absent(); }
  result<std::optional<account>> find_account(const user_id&) override { return absent(); }
  result<std::optional<account>> find_login(std::string_view) override { return absent(); }
  result<void> set_password_hash(const user_id&, std::string_view) override { return absent(); }
  result<void> save_profile(const member_key&, const health::profile&, wall_time) override {
    return absent();
  }
  result<stored_profile> load_profile(const member_key& member) override {
    profile_reads.push_back(member);
    if (fail_reads) {
      return error{ec::database_failed, "as the test wished"};
    }
    for (const auto& [key, stored] : profiles) {
      if (key == member) {
        return stored;
      }
    }
    return stored_profile{};
  }
  result<void> add_samples(const member_key&, const std::vector<health_sample>&) override {
    return absent();
  }
  result<sample_list> list_samples(const sample_query& query) override {
    if (fail_reads) {
      return error{ec::database_failed, "as the test wished"};
    }
    sample_list page;
    auto& found = page.samples;
    for (const auto& [key, sample] : samples) {
      const bool wanted = key == query.member && (!query.kind || *query.kind == sample.kind) &&
                          (!query.before || sample.at < *query.before);
      if (wanted) {
        found.push_back(sample);
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& one, const auto& other) { return one.at > other.at; });
    found.resize(std::min(found.size(), query.limit));
    return page;
  }
  result<std::size_t> remove_samples(const sample_range&) override { return absent(); }
  result<std::size_t> count_samples(const user_id&) override { return samples.size(); }
  result<void> add_member(const family_member&) override { return absent(); }
  result<void> rename_member(const family_member&) override { return absent(); }
  result<void> remove_member(const member_key&) override { return absent(); }
  result<std::vector<member_access>> list_members(const user_id&) override { return absent(); }
  result<std::optional<member_access>> find_access(const user_id& user,
                                                   const member_id& member) override {
    wishes.emplace_back(user, member);
    if (fail_reads) {
      return error{ec::database_failed, "as the test wished"};
    }
    for (const auto& [key, access] : known) {
      if (key == user && access.member.key.member == member) {
        return std::optional{access};
      }
    }
    return std::optional<member_access>{};
  }
  result<void> add_invitation(const member_invitation&) override { return absent(); }
  result<std::optional<member_invitation>> find_invitation(std::string_view, wall_time) override {
    return absent();
  }
  result<std::vector<member_invitation>> invitations_to(const user_id&, wall_time) override {
    return absent();
  }
  result<std::vector<member_invitation>> invitations_for(const member_key&, wall_time) override {
    return absent();
  }
  result<invitation_counts> count_invitations(const user_id&, const user_id&, wall_time) override {
    return absent();
  }
  result<void> remove_invitation(std::string_view) override { return absent(); }
  result<void> set_grant(const member_grant&) override { return absent(); }
  result<bool> remove_grant(const member_key&, const user_id&) override { return absent(); }
  result<std::vector<member_grant>> grants_of(const member_key&) override { return absent(); }
  result<void> revoke_login(const revoked_login&) override { return absent(); }
  result<std::vector<revoked_login>> load_revoked(wall_time) override { return absent(); }
  result<void> save_login(const account_login&) override { return absent(); }
  result<std::vector<account_login>> logins_of(const user_id&) override { return absent(); }
  result<bool> remove_login(const user_id&, std::string_view) override { return absent(); }
  result<void> remove_logins(const user_id&, std::string_view) override { return absent(); }
  result<void> add_reset_code(const reset_code&, wall_time) override { return absent(); }
  result<std::vector<reset_code>> reset_codes_of(const user_id&, wall_time) override {
    return absent();
  }
  result<void> remove_reset_codes(const user_id&) override { return absent(); }
  result<void> remove_reset_code(const reset_code&) override { return absent(); }
  result<void> add_audit(const audit_entry& entry) override {
    audit.push_back(entry);
    return {};
  }
  result<audit_list> list_audit(const audit_query&) override { return absent(); }
  result<bool> has_audit(const audit_entry& like, wall_time since) override {
    return std::any_of(audit.begin(), audit.end(), [&](const audit_entry& one) {
      return one.actor == like.actor && one.member == like.member && one.action == like.action &&
             one.at >= since;
    });
  }
  result<void> erase_account(const user_id&, wall_time) override { return absent(); }
  result<void> check_presence(const user_id&, wall_time) override { return {}; }
  std::string name_of_erased(const user_id& user) const override { return "~" + user.value; }

  std::vector<std::pair<user_id, member_access>> known;
  std::vector<std::pair<user_id, member_id>> wishes;
  std::vector<audit_entry> audit;
  std::vector<std::pair<member_key, stored_profile>> profiles;
  std::vector<std::pair<member_key, health_sample>> samples;
  std::vector<member_key> profile_reads;
  bool fail_reads = false;

 private:
  static error absent() { return {ec::database_failed, "not played by this fake"}; }
};

}  // namespace aurawell::test_support
