#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/ports/session_gateway.hpp"

namespace aurawell::net {

/// The content of the request line of a chat connection.
struct chat_target {
  /// Empty when the path contains no valid user id.
  user_id user;
  language lang = language::zh;
  /// Proof of identity; must not be logged.
  std::string token;
  /// For a resume: the session, its epoch, and the seq of the last event that the client has.
  session_id session;
  std::string epoch;
  std::optional<event_seq> seq;

  /// Nothing unless session and epoch are present. Without a seq, all events are asked for.
  std::optional<resume_point> resume() const;
};

/// The path of a chat, as the patterns of the route table.
inline constexpr std::string_view chat_pattern = "/ws/chat/{user_id}";

/// Parses "/ws/chat/{user_id}?…". Nothing for any other path, also without a user or with further
/// segments. Drops unknown and invalid parameters, but keeps an invalid token unchanged, so that it
/// is refused later. Of repeated parameters the first counts; `refuse_target` has refused such
/// requests before.
std::optional<chat_target> parse_chat_target(std::string_view target);

}  // namespace aurawell::net
