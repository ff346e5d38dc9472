#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "actors/session/request_owner.hpp"
#include "actors/session/request_stages.hpp"

namespace aurawell::actors {

/// One question of a session, from `start` to its terminal status; it publishes exactly one.
/// Calls and replies that do not fit its stage do nothing. Any call may finish it, so it is held
/// by a `std::shared_ptr` while the call runs. Session's thread only.
class session_request : public std::enable_shared_from_this<session_request> {
 public:
  using owner = request_owner;

  /// @param is_former It comes from a session that no longer exists, and this session's client has
  ///                  not sent it. Without a text it fails, so that the client can send it again.
  session_request(session_context& context, owner& holder, ticket number, chat_command asked,
                  bool is_former);
  ~session_request() { release_claim(); }
  ticket number() const noexcept { return number_; }
  const request_id& id() const noexcept { return output_.id(); }
  bool is_held() const noexcept { return is<stage::held>(); }
  bool is_running() const noexcept { return is<stage::in_pool, stage::streaming>(); }
  /// Its terminal status is certain; `cancel` is too late.
  bool is_decided() const noexcept { return is<stage::storing_answer, stage::finished>(); }

  /// Claims it, or follows the session that has. @param attempt Number of this call, from 1.
  void start(std::uint32_t attempt = 1);
  /// Sends the question to the pool. The request must be held.
  void run();
  /// The client has sent the request again. A former request takes its context from `command`.
  void on_asked_again(chat_command& command);
  void cancel();
  /// `resume_window` has passed without a client: cancels what no session follows, or unfollows.
  void on_client_lost();
  /// Publishes status and text again, for a client whose position is not in the log.
  void restate() { output_.restate(is_decided()); }
  /// Stores the text so far, unless the store has it. False when the request does not stream.
  bool save_progress();

  /// Reads from the store how far another process is with the answer. Does nothing in other stages.
  void look_elsewhere();

  void on_place(std::uint32_t place);
  void on_screened(answer_safety found);
  void on_tokens(const completion_batch& batch);
  void on_seam(const answer_seam& seam);
  void on_stream_ended(const stream_outcome& outcome);
  void on_down(const caf::actor_addr& actor);
  void on_snapshot(const std::string& text);
  void on_source_finished(const status_update& end);
  void on_source_lost();
  void on_follow(const session_actor& session, ticket number);
  void on_unfollow(const session_actor& session, ticket number) {
    output_.followers.remove(session, number);
  }

 private:
  template <class... Stages>
  bool is() const noexcept {
    return (std::holds_alternative<Stages>(stage_) || ...);
  }
  /// Returns a handler for a reply. It does nothing once the request is destroyed.
  template <class Reply>
  auto to_this(void (session_request::*handle)(Reply)) {
    return [weak = weak_from_this(), handle](Reply reply) {
      if (const auto request = weak.lock()) {
        (request.get()->*handle)(reply);
      }
    };
  }
  void check_member();
  void on_member_found(const member_access& found);
  void store_question(const user_id& member_owner);
  void on_question_stored(const question_claim& claim);
  void hold();
  void take_up(const stored_exchange& known);
  void finish_as_stored(const stored_exchange& known);
  void store_lost_answer(std::string_view stored_text);
  void wait_elsewhere(const stored_exchange& known);
  void on_found_elsewhere(const stored_exchange_ptr& known);
  void on_not_read_elsewhere(const refusal& reason);
  void show_growth(std::string_view stored_text);
  void cancel_elsewhere();
  /// Another process has taken the question over: stops the own stream and waits for that process.
  void on_replaced();
  void on_stream_started(const llm_stream_actor& stream);
  void on_refused_by_pool(const caf::error& reason);
  /// The text is complete: stores it, then publishes the terminal status.
  void store_answer(request_status status, answer_summary summary,
                    const std::optional<request_failure>& failure = {});
  void store_failure(const refusal& reason);
  request_failure log_failure(const refusal& reason) const;
  void log_access(const status_update& end) const;
  /// Begins the span of a write.
  void note_write() { written_at_ = context_.self->clock().now(); }
  /// Ends it, if a write is under way. Nothing: it succeeded.
  void report_write(std::optional<ec> failure);
  void report_span(const status_update& end) const;
  void on_answer_stored(caf::ok_atom);
  void on_answer_refused(const refusal& reason);
  void fail_unstored(const refusal& reason);
  void note_begin();
  void finish(status_update end);
  void finish_uncounted(status_update end);
  void release_claim();

  session_context& context_;
  owner& owner_;
  const ticket number_;
  conversation_key key_;
  /// Its message and context are moved to the pool's job in `run`.
  chat_command asked_;
  request_output output_;
  stage::any stage_;
  bool is_claimed_ = false;
  /// Of the claim in the store.
  run_term term_ = no_term;
  bool is_former_;
  bool has_begun_ = false;
  const transport over_;
  const std::chrono::steady_clock::time_point asked_at_;
  const std::size_t question_bytes_;
  const question_trace trace_;
  /// When the write that is under way was sent to the store.
  std::optional<std::chrono::steady_clock::time_point> written_at_;
  /// When the request was first cancelled.
  std::optional<std::chrono::steady_clock::time_point> cancelled_at_;
};

}  // namespace aurawell::actors
