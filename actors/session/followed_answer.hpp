#pragma once

#include "actors/session/request_output.hpp"

namespace aurawell::actors {

/// A request that another session of the same user, the source, answers, and that this session has
/// received too. The source sends its text and status under this session's ticket, until it has
/// finished the request, has terminated, or replies that it does not answer it. The source is
/// watched until this object is destroyed. Session's thread only.
class followed_answer {
 public:
  /// Publishes `sending`, and sends `follow` to the source.
  /// @param attempt From 1 to `most_attempts`. If the last one loses the source, the request ends.
  followed_answer(session_context& context, request_output& output, session_actor source,
                  ticket number, std::uint32_t attempt);
  followed_answer(const followed_answer&) = delete;
  followed_answer& operator=(const followed_answer&) = delete;
  ~followed_answer();

  static constexpr std::uint32_t most_attempts = 3;
  bool is_from(const caf::actor_addr& session) const { return source_.address() == session; }
  std::uint32_t attempt() const noexcept { return attempt_; }

  /// @param text The source's text from before this session followed it; may be empty.
  void on_snapshot(std::string_view text);
  /// Returns the source's terminal status, in this session's language and with this session's text.
  status_update on_finished(status_update end);

  /// Asks the source to cancel the request.
  void cancel() const;
  /// Ends the messages of the source to this session.
  void unfollow() const;

 private:
  session_context& context_;
  request_output& output_;
  session_actor source_;
  ticket number_;
  std::uint32_t attempt_;
};

}  // namespace aurawell::actors
