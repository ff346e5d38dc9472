#pragma once

#include <chrono>
#include <cstddef>
#include <variant>

#include "actors/session/followed_answer.hpp"
#include "actors/system/interfaces.hpp"

/// The stages of a request. Either its session has claimed it in the registry, and answers it:
///
///     storing_question ─► held ─► in_pool ─► streaming ─► storing_answer ─► finished
///         │                └─────────┴──► storing_answer: failed or cancelled
///         └──► storing_answer or finished: cancelled; refused, not stored, or known to the store
///
/// or another session of the user has claimed it, and this session follows that one:
///
///     followed_answer ─► finished
///         └──► storing_question or another followed_answer: the source was lost
///
/// or another process answers it, as the store shows when the question is to be stored:
///
///     elsewhere ─► finished
///         └──► storing_question: that process has ended
namespace aurawell::actors::stage {

/// The store finds the member's owner, then stores the question.
struct storing_question {};

/// The question is stored, and waits until another request of the session finishes.
struct held {};

/// The pool has the question; neither the stream's handle nor a text has arrived.
struct in_pool {};

struct streaming {
  /// Null until its handle arrives from the pool; the first text may arrive earlier.
  llm_stream_actor stream;
  /// Bytes of the text that are stored, or were sent to the store.
  std::size_t saved_bytes = 0;
  bool is_saving = false;
};

/// The answer was sent to the store, which has not replied.
struct storing_answer {
  /// Published when the answer is stored.
  status_update end;
};

/// Another process answers the question; the store shows how far it is.
struct elsewhere {
  /// Then the request fails here.
  std::chrono::steady_clock::time_point until;
};

struct finished {};

using any = std::variant<storing_question, held, in_pool, streaming, storing_answer, finished,
                         followed_answer, elsewhere>;

}  // namespace aurawell::actors::stage
