#pragma once

#include <optional>
#include <string_view>

#include "actors/session/answer_followers.hpp"
#include "actors/session/session_context.hpp"

namespace aurawell::actors {

/// All that is published of one request: to the session's client, and to the sessions that follow
/// it. First `sending`, once, perhaps places in the queue, then `streaming`, once, then text, which
/// grows at its end or is replaced as a whole, and one terminal status. After that no call may
/// follow. Session's thread only.
class request_output {
 public:
  request_output(session_context& context, const chat_command& asked);

  const request_id& id() const noexcept { return scope_->request; }
  /// Of the answer so far; until `finish`.
  std::string_view text() const noexcept { return context_.feed.answer_so_far(id()); }
  /// What the screen has found; nothing where nobody screened the question, or not yet.
  const std::optional<answer_safety>& safety() const noexcept { return safety_; }
  bool is_urgent() const noexcept { return safety_ && safety_->level >= safety_level::urgent; }

  void set_conversation(const conversation_id& conversation);
  void set_safety(answer_safety found);

  /// Publishes `sending` or `streaming`, unless it or a later one was published.
  void announce(request_status status);
  /// @param place Among the requests that wait: 1 is the next.
  void publish_queued(std::uint32_t place);
  /// @return Whether the client's text has grown by the batch's.
  bool publish(const completion_batch& batch, bool with_reasoning);
  /// Nothing before the first text.
  void publish(const answer_seam& seam);
  /// The client's text becomes this one, which may be empty.
  void replace_text(std::string_view text);
  /// While this session has no text the client may have one of a lost attempt: the next replaces
  /// it.
  void replace_with_next() noexcept { is_replacing_ = text().empty(); }
  /// No text follows: nothing stays of a lost attempt's.
  void settle_text();
  /// Publishes again for a client that lost count: the status, and the whole text.
  /// @param is_settled No text follows, so that it is published too if it is empty.
  void restate(bool is_settled);
  /// The text is complete; shared with the log.
  std::shared_ptr<const std::string> seal_text() { return context_.feed.seal(id()); }
  /// Completes the text by the one in `data`, if there is one; both share one string then.
  void match_text(status_data& data) { context_.match_text(scope_, data); }
  void finish(status_update end);

  answer_followers followers;

 private:
  /// With what the screen has found, so that the client has it before the first text.
  void publish_streaming();

  session_context& context_;
  session_context::scope_ptr scope_;
  std::optional<request_status> announced_;
  std::optional<answer_safety> safety_;
  bool is_replacing_ = false;
};

}  // namespace aurawell::actors
