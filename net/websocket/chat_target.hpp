#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/ports/session_gateway.hpp"

namespace aurawell::net {

/// What the request line of a chat connection says.
struct chat_target {
  /// Empty when the path names no well-formed user.
  user_id user;
  language lang = language::zh;
  /// Proof of identity; it must reach no log.
  std::string token;
  /// To resume: the session, its epoch, and the last event that the client has.
  session_id session;
  std::string epoch;
  std::optional<event_seq> seq;

  /// Nothing unless session and epoch are named; without a seq it is everything.
  std::optional<resume_point> resume() const;
};

/// Reads "/ws/chat/{user_id}?…". Nothing for any other path, also for one with no user
/// or with further segments. Parameters that are unknown or not well-formed are left out;
/// only a token that is not is taken as it came, to be refused. Of repeated ones the first
/// counts; `refuse_target` lets none of them come so far.
std::optional<chat_target> parse_chat_target(std::string_view target);

}  // namespace aurawell::net
