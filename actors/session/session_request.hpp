#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "actors/session/request_stages.hpp"

namespace aurawell::actors {

/// One question of a session, from `start` to its terminal status; it publishes exactly one.
/// Calls and replies that do not fit its stage do nothing. Any call may finish it, so it is held
/// by a `std::shared_ptr` while the call runs. Session's thread only.
class session_request : public std::enable_shared_from_this<session_request> {
 public:
  /// Decides which requests of a session run.
  class owner {
   public:
    /// Calls `run` of requests that are held, perhaps of the caller, while there are free places.
    virtual void run_held() = 0;
    /// Of one that is held: 1 is the next that runs.
    virtual std::uint32_t place_of(const session_request& request) const = 0;
    /// Once, last: its terminal status is published, and it has left its place.
    virtual void on_finished(const session_request& request) = 0;

   protected:
    ~owner() = default;
  };

  /// @param is_former It was asked in a session that is gone, and not by this session's client
  ///                  yet: without a text it fails, so that the client can ask it again.
  session_request(session_context& context, owner& holder, ticket number, chat_command asked,
                  bool is_former);
  ~session_request() { release_claim(); }
  ticket number() const noexcept { return number_; }
  const request_id& id() const noexcept { return output_.id(); }
  bool is_held() const noexcept { return is<stage::held>(); }
  bool is_running() const noexcept { return is<stage::in_pool, stage::streaming>(); }
  /// How it finishes is certain; `cancel` comes too late.
  bool is_decided() const noexcept { return is<stage::storing_answer, stage::finished>(); }

  /// Claims or follows it. @param attempt How often that was done, this time included.
  void start(std::uint32_t attempt = 1);
  /// When held: asks the pool.
  void run();
  /// The session's client asks for it again; all of it that was published is on its way.
  void on_asked_again(chat_command& command);
  void cancel();
  /// The session's client will not come back: stops what nobody else hears.
  void on_client_lost();
  /// For a client that lost count: publishes its status and text again.
  void restate() { output_.restate(is_decided()); }
  /// Stores the text so far, unless the store has it; false when it does not stream.
  bool save_progress();

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
  /// For a reply, which is dropped when the request has been destroyed meanwhile.
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
  void on_question_stored(const stored_exchange_ptr& known);
  void hold();
  void take_up(const stored_exchange& known);
  void finish_as_stored(const stored_exchange& known);
  void store_lost_answer(std::string_view stored_text);
  void on_stream_started(const llm_stream_actor& stream);
  void on_refused_by_pool(const caf::error& reason);
  /// The text is complete: stores it, then finishes.
  void store_answer(request_status status, answer_summary summary,
                    const std::optional<request_failure>& failure = {});
  void store_failure(const refusal& reason);
  request_failure log_failure(const refusal& reason) const;
  void on_answer_stored(caf::ok_atom);
  void fail_unstored(const refusal& reason);
  void finish(status_update end);
  void finish_uncounted(status_update end);
  void release_claim();

  session_context& context_;
  owner& owner_;
  const ticket number_;
  conversation_key key_;
  /// Its message and context go with it to the pool.
  chat_command asked_;
  request_output output_;
  stage::any stage_;
  bool is_claimed_ = false;
  bool is_former_;
  /// When a person asked for it to stop.
  std::optional<std::chrono::steady_clock::time_point> cancelled_at_;
};

}  // namespace aurawell::actors
