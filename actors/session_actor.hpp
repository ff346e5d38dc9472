#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/advice_job.hpp"
#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/session_feed.hpp"
#include "actors/session_options.hpp"
#include "actors/session_registry.hpp"
#include "actors/store_board.hpp"
#include "domain/connection_census.hpp"
#include "domain/ports/telemetry.hpp"
#include "domain/rate_limiter.hpp"

namespace aurawell::actors {

/// What all sessions share.
struct session_environment {
  session_options options;
  std::shared_ptr<const connection_census> census;
  std::shared_ptr<session_registry> registry;
  std::shared_ptr<rate_limiter> by_user;
  std::shared_ptr<rate_limiter> by_address;
  /// Sessions that have not ended, whether connected or not.
  std::shared_ptr<std::atomic<std::uint32_t>> alive;
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
  std::shared_ptr<const store_board> database = std::make_shared<store_board>();
};

/// One client's session: its log, its requests, its active member. It is found through
/// the registry until nobody has come back for `resume_window`, or it was told to stop,
/// and nothing is under way any more.
///
/// A request:
///
///     (checking ─►) storing_question ─► held ─► waiting ─► streaming ─► storing_answer ─►
///     (terminal status)
///            │              │        │           ▲ first text
///            │              └────────┴──► storing_answer, when it fails or is cancelled
///            ├──► (terminal status)   the store has the answer already
///     following ─► (terminal status)  another session of the user answers it
struct session_state {
  static inline const char* name = "session";

  using self_pointer = session_actor::stateful_pointer<session_state>;

  ~session_state();

  void start(self_pointer owner, std::shared_ptr<const session_environment> shared, session_id id);

  void on_attach(const connect_request& who, const client_link_ptr& link);
  void on_closed(const client_link_ptr& link);
  void on_malformed(const client_link_ptr& link, const aurawell::error& why);
  void on_room(const client_link_ptr& link);
  void on_command(const client_link_ptr& link, client_command& command);
  void on_place(ticket number, std::uint32_t place);
  void on_tokens(ticket number, const completion_batch& batch);
  void on_seam(ticket number, const answer_seam& seam);
  void on_ended(ticket number, const stream_outcome& outcome);
  void on_follow(const request_id& id, const caf::strong_actor_ptr& session, ticket number);
  void on_cancel(const request_id& id);
  void on_concluded(ticket number, const status_update& how);
  void on_gone(ticket number);
  void on_down(const caf::actor_addr& who);
  void on_expire(std::uint64_t disconnection);
  void on_stop();
  void on_leave();
  void on_save();
  void on_release();

 private:
  enum class stage : unsigned char {
    checking,
    storing_question,
    held,
    waiting,
    streaming,
    storing_answer,
    following
  };

  struct follower {
    session_actor session;
    ticket number = 0;
  };

  struct request {
    std::shared_ptr<const request_scope> scope;
    conversation_key key;
    /// Until the pool has it.
    chat_command asked;
    bool wants_reasoning = false;
    stage at = stage::storing_question;
    /// When a person asked for it to stop.
    std::optional<std::chrono::steady_clock::time_point> cancelled_at;
    /// The store had it already, so that its end was counted before.
    bool is_repeat = false;
    llm_stream_actor stream;
    /// Sessions that hear this answer too.
    std::vector<follower> followers;
    /// While following: who answers, and how often that was tried.
    session_actor answered_by;
    std::uint32_t follow_attempts = 0;
    /// Bytes of the answer that the store has, or is getting.
    std::size_t saved_bytes = 0;
    bool saving = false;
  };

  // Connections: session_actor.cpp
  void greet(const connect_request& who, const client_link_ptr& link, bool resumed);
  bool may_recover(const resume_point& from) const;
  void restate_unfinished();
  void report_former(const session_id& former);
  void show_stored(const stored_exchange& exchange);
  void cancel(request& target);
  void end_if_unneeded();

  // What clients say: session_commands.cpp
  void handle(chat_command& command);
  void handle(const switch_member_command& command);
  void handle(const get_status_command& command);
  void handle(const cancel_command& command);
  void handle(const ping_command& command);
  void handle(const renew_token_command& command);
  void switch_to(const request_id& id, const member_id& target);
  /// Takes up what was said while a switch was being looked at.
  void go_on();
  bool refuse_if_unacceptable(const chat_command& command,
                              const std::shared_ptr<const request_scope>& scope);

  // The life of a request: session_requests.cpp
  request* find(ticket number);
  request* find(const request_id& id);
  std::shared_ptr<const request_scope> control_scope(const request_id& id) const;
  /// Answers it here, or hears it from the session that does.
  void begin(ticket number);
  void follow(ticket number, const session_actor& other);
  /// Whose member the question is for, and whether this account may ask for it.
  void check_member(ticket number);
  void ask_member(const member_id& member, std::function<void(const member_access&)> then,
                  std::function<void(const refusal&)> otherwise);
  void store_question(ticket number);
  void on_question_stored(ticket number, const stored_exchange_ptr& known);
  void ask_pool(ticket number);
  void serve_held();
  std::size_t count_running() const;
  void on_stream_started(ticket number, const llm_stream_actor& stream);
  void begin_streaming(request& what);
  void save_later();
  void save_progress(ticket number);
  /// Stores what there is of the answer, then says how it ended.
  void conclude(ticket number, request_status status, answer_summary summary,
                const std::optional<request_failure>& failure = {});
  void conclude_cancelled(ticket number);
  void conclude_failed(ticket number, const refusal& why);
  /// The last word about a request, to its client and to all who follow.
  void finish(ticket number, status_update how);
  status_update final_status(request_status status, status_data data) const;
  void say_status(const std::shared_ptr<const request_scope>& scope, request_status status,
                  std::string message, status_data data = {});
  void say_failure(const std::shared_ptr<const request_scope>& scope, const refusal& why);

  self_pointer self_ = nullptr;
  std::shared_ptr<const session_environment> shared_;
  std::unique_ptr<session_feed> feed_;
  client_link_ptr link_;
  session_id id_;
  std::string epoch_;
  user_id user_;
  std::string address_;
  language lang_ = language::zh;
  member_id active_member_;
  conversation_id conversation_;
  wall_time connected_at_;
  wall_time last_activity_;
  std::uint32_t protocol_errors_ = 0;
  std::map<ticket, request> requests_;
  ticket last_ticket_ = 0;
  std::uint64_t disconnections_ = 0;
  /// Nobody needs to find this session any more.
  bool expired_ = false;
  std::vector<std::pair<client_link_ptr, client_command>> postponed_;
  bool switching_ = false;
  bool save_planned_ = false;
  bool release_planned_ = false;
};

/// @param id Unguessable: who knows it, and is the same user, may take the session over.
session_actor::behavior_type run_session(session_state::self_pointer self,
                                         std::shared_ptr<const session_environment> shared,
                                         session_id id);

}  // namespace aurawell::actors
