#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// Where the sessions of this process are, and which of them answers which request.
/// Thread-safe; messages to sessions are sent under its lock, so that they arrive before the
/// `close_atom` that a session sends itself after it has removed itself.
class session_registry {
 public:
  /// @param most Sessions past which the one that has been idle for longest is told to stop.
  ///             While none is idle there are more.
  explicit session_registry(std::size_t most) : most_{most} {}

  /// Counts from the next session on; none is stopped at once.
  void set_limit(std::size_t most);

  /// Also puts a session back that has removed itself. It is not idle.
  void add(const session_id& id, const user_id& user, const session_actor& session);
  void remove(const session_id& id);

  /// Calls `found` with the session if it is this user's; false when there is none. It is
  /// not idle any more.
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

  /// Idle: it has neither a client nor requests, and may be told to stop.
  void note_idle(const session_id& id, bool idle);

  /// Tells every session to close as soon as it is idle.
  void stop_all();

  /// Makes `session` the one that answers the request, unless another one does: then
  /// that one is returned and nothing changes.
  std::optional<session_actor> claim(const user_id& user, const request_id& request,
                                     const session_actor& session);
  /// Whom it is about, before it is seen whether its user may ask about them. Follows a successful
  /// `claim`; the newest counts.
  void note_member(const user_id& user, const request_id& request, const member_id& about);
  /// Cancels what is being answered to the user about the member.
  void end_answers(const user_id& user, const member_id& about);
  /// Follows one successful `claim`.
  void release(const user_id& user, const request_id& request);

 private:
  struct entry {
    user_id user;
    session_actor session;
    /// Its place among the idle.
    std::optional<std::list<session_id>::iterator> idle;
    /// It was told to stop, and counts no more.
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

  /// It becomes neither idle nor stopping.
  void keep(entry& known);
  void make_room();

  std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<session_id, entry> sessions_;
  /// The longest idle first.
  std::list<session_id> idle_;
  std::size_t stopping_ = 0;
  std::unordered_map<request_key, claimed_request, request_hash> answering_;
};

}  // namespace aurawell::actors
