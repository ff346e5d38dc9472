#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "domain/ports/account_store.hpp"
#include "domain/ports/advice_store.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// Collects everything stored about a user as one JSON text, page by page, so that other work can
/// use the store in between:
///
///   account → for each own member: what is known of it → its samples → its conversations,
///   each with its messages → what others share, invitations, audit
class account_export {
 public:
  /// @param most_bytes Past this the rest is left out, and `complete` is false.
  account_export(user_id user, std::size_t most_bytes, wall_time now)
      : user_{std::move(user)}, most_bytes_{most_bytes}, now_{now} {}
  account_export(const account_export&) = delete;
  account_export& operator=(const account_export&) = delete;

  /// Collects one page. Must not be called after a failure.
  result<void> advance(advice_store& store);

  bool is_finished() const noexcept { return stage_ == stage::finished; }

  /// Valid once it is finished.
  const std::string& text() const noexcept { return text_; }

 private:
  enum class stage : unsigned char {
    account,
    member,
    samples,
    conversations,
    messages,
    rest,
    audit,
    finished
  };

  result<void> begin(account_store& accounts);
  result<void> begin_member(account_store& accounts);
  result<void> add_samples(account_store& accounts);
  result<void> next_conversation(advice_store& store);
  result<void> add_messages(advice_store& store);
  void end_messages();
  result<void> add_rest(account_store& accounts);
  result<void> add_audit(account_store& accounts);

  bool is_full() const noexcept { return size_ > most_bytes_; }
  void count() noexcept { size_ = text_.size(); }

  const user_id user_;
  const std::size_t most_bytes_;
  const wall_time now_;
  std::string text_;
  json_writer json_{text_};
  stage stage_ = stage::account;
  /// Includes the pages of messages that are not in order yet.
  std::size_t size_ = 0;
  std::vector<member_access> members_;
  /// The present member.
  std::size_t index_ = 0;
  page_cursor samples_behind_;
  conversation_list listed_;
  std::size_t in_list_ = 0;
  bool has_listed_ = false;
  conversation_key conversation_;
  page_cursor messages_before_;
  page_cursor audit_before_;
  /// Exchanges of one conversation, newest first.
  std::vector<std::string> exchanges_;
};

}  // namespace aurawell::net
