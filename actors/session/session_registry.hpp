#pragma once

#include <caf/send.hpp>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// The sessions of this process, and which of them answers which request. Thread-safe. Messages to
/// sessions are sent under its lock, so that they arrive before the `close_atom` that a session
/// sends itself after it has removed itself.
class session_registry {
 public:
  /// @param most Limit of sessions; past it `stop_atom` is sent to the one that has been idle for
  ///             longest. While no session is idle there may be more.
  explicit session_registry(std::size_t most) : most_{most} {}

  /// Applies from the next session on; no session is stopped at once.
  void set_limit(std::size_t most);

  /// Adds a session, which is not idle; also one that has removed itself.
  void add(const session_id& id, const user_id& user, const session_actor& session);
  void remove(const session_id& id);

  /// Calls `found` with the session if it belongs to this user, and marks it as not idle. False:
  /// there is none.
  template <class Found>
  bool visit(const session_id& id, const user_id& user, Found found) {
    const std::lock_guard lock{mutex_};
    const auto known = sessions_.find(id);
    if (known == sessions_.end() || known->second.user != user) {
      return false;
    }
    keep(known->second);
    found(known->second.session);
    return true;
  }

  /// Sends the message to the session, whoever its user is. Nothing happens when there is none.
  template <class... Message>
  void tell(const session_id& id, Message... message) {
    const std::lock_guard lock{mutex_};
    if (const auto known = sessions_.find(id); known != sessions_.end()) {
      caf::anon_send(known->second.session, std::move(message)...);
    }
  }

  /// @param idle It has neither a client nor requests, and may be stopped.
  void note_idle(const session_id& id, bool idle);

  /// Sends `stop_atom` to every session, which then closes as soon as it is idle.
  void stop_all();

  /// Makes `session` the one that answers the request. If another one does already, returns that
  /// one and changes nothing.
  std::optional<session_actor> claim(const user_id& user, const request_id& request,
                                     const session_actor& session);
  /// Notes the member that a claimed request is about, before it is checked whether the user may
  /// use that member. Replaces the member of an earlier call.
  void note_member(const user_id& user, const request_id& request, const member_id& about);
  /// Cancels the user's unfinished requests about the member.
  void end_answers(const user_id& user, const member_id& about);
  /// Requests that are claimed: their answers have not ended.
  std::size_t unfinished() const;
  /// Must follow one successful `claim`.
  void release(const user_id& user, const request_id& request);

 private:
  struct entry {
    user_id user;
    session_actor session;
    /// Its place in `idle_`; nothing when it is not idle.
    std::optional<std::list<session_id>::iterator> idle;
    /// `stop_atom` was sent to it; it no longer counts for the limit.
    bool is_stopping = false;
  };
  struct claimed_request {
    session_actor session;
    member_id about;
  };
  using request_key = std::pair<user_id, request_id>;
  struct request_hash {
    std::size_t operator()(const request_key& key) const noexcept {
      return std::hash<user_id>{}(key.first) * 31 + std::hash<request_id>{}(key.second);
    }
  };

  /// Marks it as neither idle nor stopping.
  void keep(entry& known);
  void make_room();

  std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<session_id, entry> sessions_;
  /// In the order in which they became idle.
  std::list<session_id> idle_;
  std::size_t stopping_ = 0;
  std::unordered_map<request_key, claimed_request, request_hash> answering_;
};

}  // namespace aurawell::actors
