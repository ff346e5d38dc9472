#pragma once

#include <optional>
#include <string_view>

#include "actors/session/answer_followers.hpp"
#include "actors/session/session_context.hpp"

namespace aurawell::actors {

/// Publishes all events of one request, to the session's client and to the sessions that follow
/// it, in this order: `sending`, once; places in the queue, if any; `streaming`, once; text, which
/// grows at its end or is replaced as a whole; one terminal status. No call may follow that.
/// Session's thread only.
class request_output {
 public:
  request_output(session_context& context, const chat_command& asked);

  const request_id& id() const noexcept { return scope_->request; }
  /// The answer's text so far; valid until `finish`, or until the text changes.
  std::string_view text() const noexcept { return context_.feed.answer_so_far(id()); }
  /// The result of the screen; nothing when the question was not screened, or not yet.
  const std::optional<answer_safety>& safety() const noexcept { return safety_; }
  bool is_urgent() const noexcept { return safety_ && safety_->level >= safety_level::urgent; }

  /// The trace of the work of this session for the request. Call it before `announce`.
  void set_trace(const std::string& trace);
  void set_conversation(const conversation_id& conversation);
  void set_safety(answer_safety found);

  /// Publishes `sending` or `streaming`, unless this or a later status was published.
  void announce(request_status status);
  /// @param place Among the requests that wait: 1 is the next.
  void publish_queued(std::uint32_t place);
  /// @return Whether the batch's text was appended to the client's text.
  bool publish(const completion_batch& batch, bool with_reasoning);
  /// Does nothing before the first text.
  void publish(const answer_seam& seam);
  /// Replaces the client's text; `text` may be empty.
  void replace_text(std::string_view text);
  /// If this session has no text yet, the client may have text of a lost attempt: the next text
  /// replaces it.
  void replace_with_next() noexcept { is_replacing_ = text().empty(); }
  /// No text follows: text of a lost attempt is removed from the client.
  void settle_text();
  /// Publishes the status and the whole text again, for a client whose position is not in the log.
  /// @param is_settled No text follows, so an empty text is published too.
  void restate(bool is_settled);
  /// Returns the complete text, shared with the log. No text may follow.
  std::shared_ptr<const std::string> seal_text() { return context_.feed.seal(id()); }
  /// Replaces the client's text by the text in `data`, if there is one and they differ. Then both
  /// share one string.
  void match_text(status_data& data) { context_.match_text(scope_, data); }
  void finish(status_update end);

  answer_followers followers;

 private:
  /// Includes the result of the screen, so that the client has it before the first text.
  void publish_streaming();

  session_context& context_;
  session_context::scope_ptr scope_;
  std::optional<request_status> announced_;
  std::optional<answer_safety> safety_;
  bool is_replacing_ = false;
};

}  // namespace aurawell::actors
