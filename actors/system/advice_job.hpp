#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "actors/system/interfaces.hpp"
#include "actors/system/question_trace.hpp"

namespace aurawell::actors {

/// A question, passed from a session through the pool to a stream.
struct advice_job {
  session_actor session;
  ticket number = 0;
  conversation_key key;
  request_id request;
  advice_question question;
  /// Used in place of the conversation's exchanges in the store.
  std::optional<std::vector<past_exchange>> earlier{};

  /// The account that asks about a member of another account; empty: the conversation's own
  /// account.
  user_id asked_by{};

  /// The loop on which the session runs: the answer is made there. Nothing without loops.
  std::optional<std::uint32_t> loop{};

  question_trace trace{};

  /// The user whose quota and turn the question counts for.
  const user_id& asker() const noexcept { return asked_by.empty() ? key.user : asked_by; }
};

}  // namespace aurawell::actors
