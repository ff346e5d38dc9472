#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "actors/session/answer_followers.hpp"
#include "actors/session/request_stage.hpp"
#include "actors/session/session_desk.hpp"

namespace aurawell::actors {

class request_book;

/// One question of a session, from its claim to its last word. It says exactly one end, and
/// with that it is gone. Where it is: `request_stage.hpp`.
class session_request {
 public:
  session_request(session_desk& desk, request_book& book, ticket number, chat_command asked);
  session_request(const session_request&) = delete;
  session_request& operator=(const session_request&) = delete;
  ~session_request();

  const request_id& id() const noexcept { return scope_->request; }
  bool is_held() const noexcept { return at_ == stage::held; }
  bool is_running() const noexcept { return at_ == stage::waiting || at_ == stage::streaming; }
  /// How it ended is known, and only not said yet.
  bool is_ending() const noexcept { return at_ == stage::storing_answer; }

  // Each of these may end it; what was a reference to it before is none afterwards.
  void begin();
  /// A place is free for what was held.
  void ask_pool();
  void cancel();
  /// The session's client will not come back: stop what only it has heard.
  void on_deserted();
  void on_down(const caf::actor_addr& who);

  void on_stream_started(const llm_stream_actor& stream);
  void on_ended(const stream_outcome& outcome);
  void on_concluded(status_update end);
  void on_gone();

  // These may not.

  /// Its client has not asked for it again yet: without a text it fails, and can be asked for.
  void only_look() noexcept { only_looks_ = true; }
  void on_asked_again(chat_command& command);
  void say_queued(std::uint32_t place);
  void on_place(std::uint32_t place);
  void on_screened(answer_safety found);
  void on_tokens(const completion_batch& batch);
  void on_seam(const answer_seam& seam);
  void on_snapshot(std::string_view text);
  void on_follow(const session_actor& session, ticket number);
  void on_unfollow(const session_actor& session, ticket number);
  /// For a client that lost count: where it is, and its whole text.
  void restate();
  /// Stores the text so far while it streams; false when it does not.
  bool save_progress();

 private:
  using stage = request_stage;

  void follow(const session_actor& other);
  void stop_following();
  void check_member();
  void store_question();
  void on_question_stored(const stored_exchange_ptr& known);
  void take_up(const stored_exchange& known);
  void conclude_lost(std::string_view stored_text);
  advice_job_ptr make_job();
  void on_refused_by_pool(const caf::error& why);
  /// Says it once, and only forwards.
  void announce(request_status status);
  void say_streaming();
  std::string_view text() const noexcept { return desk_.feed.answer_so_far(id()); }

  /// Stores what there is of the answer, then says how it ended.
  void conclude(request_status status, answer_summary summary,
                const std::optional<request_failure>& failure = {});
  void conclude_failed(const refusal& why);
  /// Before an end that has a text: nothing stays of what another attempt has said.
  void settle_text();
  void finish(status_update end);
  void fail(const refusal& why);

  session_desk& desk_;
  request_book& book_;
  ticket number_;
  session_desk::scope_ptr scope_;
  conversation_key key_;
  /// Its question goes with it to the pool.
  chat_command asked_;
  stage at_ = stage::storing_question;
  bool claimed_ = false;
  std::optional<request_status> announced_;
  /// When a person asked for it to stop.
  std::optional<std::chrono::steady_clock::time_point> cancelled_at_;
  /// The store knew its end: it was counted before.
  bool is_repeat_ = false;
  bool only_looks_ = false;
  /// Somebody may have begun it before: the first text replaces what the client has of it.
  bool is_anew_ = false;
  llm_stream_actor stream_;
  /// What the screen has found; nothing where nobody screened the question, or not yet.
  std::optional<answer_safety> safety_;
  answer_followers followers_;
  /// While following: who answers, and how often that was tried.
  session_actor answered_by_;
  std::uint32_t follow_attempts_ = 0;
  /// Bytes of the answer that the store has, or is getting.
  std::size_t saved_bytes_ = 0;
  bool saving_ = false;
};

}  // namespace aurawell::actors
