#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/ports/account_store.hpp"

namespace aurawell::test_support {

/// Knows members, who may use them, what was audited, and one profile and one set of samples
/// for each member; everything else fails.
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
    for (const auto& [who, stored] : profiles) {
      if (who == member) {
        return stored;
      }
    }
    return stored_profile{};
  }
  result<void> add_samples(const member_key&, const std::vector<health_sample>&) override {
    return absent();
  }
  result<std::vector<health_sample>> list_samples(const sample_query& query) override {
    if (fail_reads) {
      return error{ec::database_failed, "as the test wished"};
    }
    std::vector<health_sample> found;
    for (const auto& [who, sample] : samples) {
      const bool wanted = who == query.member && (!query.kind || *query.kind == sample.kind) &&
                          (!query.before || sample.at < *query.before);
      if (wanted) {
        found.push_back(sample);
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& one, const auto& other) { return one.at > other.at; });
    found.resize(std::min(found.size(), query.limit));
    return found;
  }
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
    for (const auto& [who, access] : known) {
      if (who == user && access.who.key.member == member) {
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
  result<void> remove_invitation(std::string_view) override { return absent(); }
  result<void> set_grant(const member_grant&) override { return absent(); }
  result<bool> remove_grant(const member_key&, const user_id&) override { return absent(); }
  result<std::vector<member_grant>> grants_of(const member_key&) override { return absent(); }
  result<void> revoke_login(const revoked_login&) override { return absent(); }
  result<std::vector<revoked_login>> load_revoked(wall_time) override { return absent(); }
  result<void> add_audit(const audit_entry& entry) override {
    audit.push_back(entry);
    return {};
  }
  result<std::vector<audit_entry>> list_audit(const user_id&, std::size_t) override {
    return absent();
  }
  result<void> erase_account(const user_id&) override { return absent(); }

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
