#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "actors/advice_job.hpp"
#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/session_feed.hpp"
#include "actors/session_options.hpp"
#include "domain/connection_census.hpp"

namespace aurawell::actors {

/// What all sessions share.
struct session_environment {
  session_options options;
  std::shared_ptr<const connection_census> census;
  /// Sessions that have not ended, whether connected or not.
  std::shared_ptr<std::atomic<std::uint32_t>> alive;
};

/// One client's session: its log, its requests, its active member.
///
/// A request:
///
///     storing_question ─► waiting ─► streaming ─► storing_answer ─► (terminal status)
///            │               │           ▲ first text
///            └───────────────┴──► storing_answer, when it fails or is cancelled
struct session_state {
  static inline const char* name = "session";

  using self_pointer = session_actor::stateful_pointer<session_state>;

  ~session_state();

  /// @param unread Counts what the connection sent and this session has not read.
  void start(self_pointer owner, std::shared_ptr<const session_environment> shared,
             std::shared_ptr<std::atomic<std::uint32_t>> unread);

  void on_attach(const connect_request& who, std::shared_ptr<client_channel> channel);
  void on_closed();
  void on_malformed(const aurawell::error& why);
  void on_room();
  void on_command(client_command& command);
  void on_place(ticket number, std::uint32_t place);
  void on_tokens(ticket number, const completion_batch& batch);
  void on_ended(ticket number, const stream_outcome& outcome);
  void on_stream_down(const caf::actor_addr& stream);

 private:
  enum class stage : unsigned char { storing_question, waiting, streaming, storing_answer };

  struct request {
    std::shared_ptr<const request_scope> scope;
    conversation_key key;
    /// Until the pool has it.
    chat_command asked;
    bool wants_reasoning = false;
    stage at = stage::storing_question;
    bool cancelled = false;
    llm_stream_actor stream;
  };

  void handle(chat_command& command);
  void handle(const switch_member_command& command);
  void handle(const get_status_command& command);
  void handle(const cancel_command& command);
  void handle(const ping_command& command);

  bool refuse_if_unacceptable(const chat_command& command,
                              const std::shared_ptr<const request_scope>& scope);
  request* find(ticket number);
  request* find(const request_id& id);
  std::shared_ptr<const request_scope> control_scope(const request_id& id) const;

  void store_question(ticket number);
  void ask_pool(ticket number);
  void on_stream_started(ticket number, const llm_stream_actor& stream);
  void begin_streaming(request& what);
  /// Stores what there is of the answer, then says how it ended.
  void conclude(ticket number, request_status status, answer_summary summary, status_data data);
  void conclude_cancelled(ticket number);
  void conclude_failed(ticket number, const refusal& why);
  void say_status(const std::shared_ptr<const request_scope>& scope, request_status status,
                  std::string message, status_data data = {});
  void say_failure(const std::shared_ptr<const request_scope>& scope, const refusal& why);
  void forget(ticket number);
  void quit_when_unneeded();

  self_pointer self_ = nullptr;
  std::shared_ptr<const session_environment> shared_;
  std::shared_ptr<std::atomic<std::uint32_t>> unread_;
  std::unique_ptr<session_feed> feed_;
  session_id id_;
  std::string epoch_;
  user_id user_;
  language lang_ = language::zh;
  member_id active_member_;
  conversation_id conversation_;
  wall_time connected_at_;
  wall_time last_activity_;
  std::uint32_t protocol_errors_ = 0;
  std::map<ticket, request> requests_;
  ticket last_ticket_ = 0;
};

session_actor::behavior_type run_session(session_state::self_pointer self,
                                         std::shared_ptr<const session_environment> shared,
                                         std::shared_ptr<std::atomic<std::uint32_t>> unread);

}  // namespace aurawell::actors
