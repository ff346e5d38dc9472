#pragma once

#include <optional>
#include <vector>

#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// A question on its way from a session through the pool to a stream.
struct advice_job {
  session_actor session;
  ticket number = 0;
  conversation_key key;
  request_id request;
  advice_question question;
  /// Instead of what the store has of the conversation.
  std::optional<std::vector<past_exchange>> earlier{};

  /// The account that asks for another one's member; empty: the conversation's own.
  user_id asked_by{};

  /// Whose quota and turn it counts for.
  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

}  // namespace aurawell::actors
