#pragma once

#include "actors/session/request_output.hpp"

namespace aurawell::actors {

/// The answer of another session of the same user, the source, to a request that this session has
/// been asked too. The source publishes its text and status here under this session's ticket,
/// until it has finished the request, has died, or says that it does not answer it. Watches the
/// source as long as it lives. Session's thread only.
class followed_answer {
 public:
  /// Publishes `sending`, and asks the source.
  /// @param attempt At most `most_attempts`: then the loss of the source ends the request.
  followed_answer(session_context& context, request_output& output, session_actor source,
                  ticket number, std::uint32_t attempt);
  followed_answer(const followed_answer&) = delete;
  followed_answer& operator=(const followed_answer&) = delete;
  ~followed_answer();

  static constexpr std::uint32_t most_attempts = 3;
  bool is_from(const caf::actor_addr& session) const { return source_.address() == session; }
  std::uint32_t attempt() const noexcept { return attempt_; }

  /// The source's text before it knew of this session, perhaps empty.
  void on_snapshot(std::string_view text);
  /// How the source has finished, in words and with a text of this session.
  status_update on_finished(status_update end);

  /// Asks the source to stop answering; it will finish the request as cancelled.
  void cancel() const;
  /// Tells the source that this session does not listen any more.
  void unfollow() const;

 private:
  session_context& context_;
  request_output& output_;
  session_actor source_;
  ticket number_;
  std::uint32_t attempt_;
};

}  // namespace aurawell::actors
