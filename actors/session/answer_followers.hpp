#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "actors/session/session_desk.hpp"

namespace aurawell::actors {

/// Other sessions of the user that hear one answer too: everything that its own session hears,
/// in the same order, each under its own ticket. Part of a request; each of them is watched.
class answer_followers {
 public:
  explicit answer_followers(session_desk& desk) noexcept : desk_{desk} {}

  bool empty() const noexcept { return followers_.empty(); }

  /// `so_far` is what was said before, `found` what the screen has found, if that is known; each
  /// is told once.
  void add(const session_actor& session, ticket number, std::string_view so_far,
           const std::optional<answer_safety>& found);
  void remove(const session_actor& session, ticket number);
  void on_down(const caf::actor_addr& who);

  void tell(answer_safety found) const;
  void tell(const completion_batch& batch) const;
  void tell(const answer_seam& seam) const;
  /// The end, after which they are no followers any more.
  void conclude(const status_update& end);

 private:
  struct follower {
    session_actor session;
    ticket number = 0;
  };

  session_desk& desk_;
  std::vector<follower> followers_;
};

}  // namespace aurawell::actors
