#include "net/rest/account/account_export.hpp"

#include <utility>

#include "net/json/json_arrays.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/family/family_json.hpp"
#include "net/rest/records/conversation_replies.hpp"
#include "net/rest/records/sample_json.hpp"
#include "net/wire/profile_json.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t sample_page = 500;
constexpr std::size_t conversation_page = 50;
constexpr std::size_t message_page = 50;
constexpr std::size_t audit_page = 500;

}  // namespace

result<void> account_export::advance(advice_store& store) {
  auto& accounts = store.accounts();
  switch (stage_) {
    case stage::account: return begin(accounts);
    case stage::member: return begin_member(accounts);
    case stage::samples: return add_samples(accounts);
    case stage::conversations: return next_conversation(store);
    case stage::messages: return add_messages(store);
    case stage::rest: return add_rest(accounts);
    case stage::audit: return add_audit(accounts);
    case stage::finished: break;
  }
  return {};
}

result<void> account_export::begin(account_store& accounts) {
  const auto own = accounts.find_account(user_);
  if (!own) {
    return own.failure();
  }
  auto members = accounts.list_members(user_);
  if (!members) {
    return members.failure();
  }
  members_ = *std::move(members);
  json_.begin_object();
  json_.flag("success", true);
  json_.begin_object("data");
  json_.text("exported_at", timestamp{now_});
  json_.begin_object("account");
  json_.text("user_id", user_.value);
  if (const auto& known = *own) {
    json_.text("username", known->username);
    json_.text("email", known->email);
    json_.text("created_at", timestamp{known->created_at});
  }
  json_.end_object();
  json_.begin_array("members");
  stage_ = stage::member;
  return {};
}

result<void> account_export::begin_member(account_store& accounts) {
  while (index_ < members_.size() && members_[index_].member.key.owner != user_) {
    ++index_;
  }
  if (index_ == members_.size() || is_full()) {
    json_.end_array();
    stage_ = stage::rest;
    return {};
  }
  const auto& key = members_[index_].member.key;
  const auto profile = accounts.load_profile(key);
  if (!profile) {
    return profile.failure();
  }
  const auto grants = accounts.grants_of(key);
  if (!grants) {
    return grants.failure();
  }
  const auto invitations = accounts.invitations_for(key, now_);
  if (!invitations) {
    return invitations.failure();
  }
  json_.begin_object();
  write_member(json_, members_[index_]);
  json_.begin_object("profile");
  write_profile(json_, profile->values);
  json_.end_object();
  write_objects(json_, "access", *grants, write_grant);
  write_objects(json_, "invitations", *invitations, write_invitation);
  json_.begin_array("samples");
  samples_behind_.reset();
  stage_ = stage::samples;
  return {};
}

result<void> account_export::add_samples(account_store& accounts) {
  const auto page =
      accounts.list_samples({members_[index_].member.key, {}, {}, sample_page, samples_behind_});
  if (!page) {
    return page.failure();
  }
  for (const auto& sample : page->samples) {
    write_sample(json_, sample);
  }
  count();
  if (!page->next || is_full()) {
    json_.end_array();
    json_.begin_array("conversations");
    listed_ = {};
    in_list_ = 0;
    has_listed_ = false;
    stage_ = stage::conversations;
  } else {
    samples_behind_ = page->next;
  }
  return {};
}

result<void> account_export::next_conversation(advice_store& store) {
  const auto& key = members_[index_].member.key;
  const bool wants_list =
      in_list_ == listed_.conversations.size() && (!has_listed_ || listed_.next) && !is_full();
  if (wants_list) {
    auto page = store.list_conversations({key.owner, key.member, listed_.next, conversation_page,
                                          conversation_list_query{}.max_bytes,
                                          conversation_order::beginning});
    if (!page) {
      return page.failure();
    }
    listed_ = *std::move(page);
    in_list_ = 0;
    has_listed_ = true;
  }
  if (in_list_ == listed_.conversations.size() || is_full()) {
    json_.end_array();
    json_.end_object();
    ++index_;
    stage_ = stage::member;
    return {};
  }
  const auto& one = listed_.conversations[in_list_++];
  begin_conversation(json_, one);
  json_.begin_array("messages");
  conversation_ = {key.owner, key.member, one.conversation};
  messages_before_.reset();
  exchanges_.clear();
  stage_ = stage::messages;
  return {};
}

result<void> account_export::add_messages(advice_store& store) {
  const auto page = store.list_exchanges({conversation_, messages_before_, message_page});
  if (!page) {
    if (page.failure().code != ec::conversation_not_found) {
      return page.failure();
    }
    // The conversation was deleted after it was listed.
    end_messages();
    return {};
  }
  for (auto one = page->exchanges.rbegin(); one != page->exchanges.rend() && !is_full(); ++one) {
    std::string written;
    json_writer json{written};
    write_exchange(json, *one);
    size_ += written.size();
    exchanges_.push_back(std::move(written));
  }
  messages_before_ = page->next;
  if (!page->next || is_full()) {
    end_messages();
  }
  return {};
}

void account_export::end_messages() {
  bool is_first = true;
  for (auto one = exchanges_.rbegin(); one != exchanges_.rend(); ++one) {
    if (!one->empty()) {
      text_ += is_first ? "" : ",";
      text_ += *one;
      is_first = false;
    }
  }
  exchanges_.clear();
  json_.end_array();
  json_.end_object();
  count();
  stage_ = stage::conversations;
}

result<void> account_export::add_rest(account_store& accounts) {
  const auto invitations = accounts.invitations_to(user_, now_);
  if (!invitations) {
    return invitations.failure();
  }
  std::erase_if(members_, [&](const member_access& one) { return one.member.key.owner == user_; });
  write_objects(json_, "shared_with_me", members_, write_member);
  write_objects(json_, "invitations", *invitations, write_invitation);
  count();
  json_.begin_array("audit");
  stage_ = stage::audit;
  return {};
}

result<void> account_export::add_audit(account_store& accounts) {
  const auto page = accounts.list_audit({user_, audit_before_, audit_page});
  if (!page) {
    return page.failure();
  }
  for (const auto& one : page->entries) {
    json_.begin_object();
    write_audit(json_, one);
    json_.end_object();
  }
  count();
  audit_before_ = page->next;
  if (page->next && !is_full()) {
    return {};
  }
  json_.end_array();
  json_.flag("complete", !is_full());
  json_.end_object();
  json_.end_object();
  stage_ = stage::finished;
  return {};
}

}  // namespace aurawell::net
