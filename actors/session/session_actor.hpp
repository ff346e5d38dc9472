#pragma once

#include <memory>
#include <optional>

#include "actors/session/session_commands.hpp"
#include "actors/session/session_connection.hpp"
#include "actors/session/session_environment.hpp"
#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// One client's session. The registry finds it until `resume_window` has passed without a client or
/// `on_stop` was called, and after that until it has neither a client nor requests. Then it closes.
class session {
 public:
  session(session_actor::pointer self, std::shared_ptr<const session_environment> shared,
          session_id id);
  session(const session&) = delete;
  session& operator=(const session&) = delete;
  ~session();

  void on_attach(const connect_request& client, const client_link_ptr& link);
  void on_stop();
  /// Ends the actor, unless a client or a request has arrived since it left the registry.
  void on_close();
  session_facts facts() const;

 private:
  /// Must be called when a client has detached, and when a request was added or has finished.
  void on_change();
  bool is_idle() const noexcept { return !connection.is_attached() && requests.empty(); }

  session_context context_;
  bool is_stopped_ = false;

 public:
  // Each of these uses the ones before it.
  request_list requests;
  session_connection connection;
  session_commands commands;
};

struct session_state {
  static inline const char* name = "session";

  std::optional<session> open;
};

/// @param own_id Must be unguessable: a client of the same user that has it can resume the session.
session_actor::behavior_type run_session(session_actor::stateful_pointer<session_state> self,
                                         std::shared_ptr<const session_environment> shared,
                                         session_id own_id);

}  // namespace aurawell::actors
