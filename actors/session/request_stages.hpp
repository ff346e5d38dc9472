#pragma once

#include <cstddef>
#include <variant>

#include "actors/session/followed_answer.hpp"
#include "actors/system/interfaces.hpp"

/// Where a request of a session is. Either its session has claimed it in the registry, and
/// answers it:
///
///     storing_question ─► held ─► in_pool ─► streaming ─► storing_answer ─► finished
///         │                └─────────┴──► storing_answer: failed or cancelled
///         └──► storing_answer or finished: cancelled; refused, not stored, or known to the store
///
/// or another session of the user has claimed it, and is followed:
///
///     followed_answer ─► finished
///         └──► storing_question or another followed_answer: the source was lost
namespace aurawell::actors::stage {

/// The store is asked whose member it is about, then to keep the question.
struct storing_question {};

/// The question is stored; a place among the running requests is not free yet.
struct held {};

/// The pool has the question; nothing is known of a stream.
struct in_pool {};

struct streaming {
  /// Null until the pool has named it: its first text may come before.
  llm_stream_actor stream;
  /// Bytes of the text that the store has, or is getting.
  std::size_t saved_bytes = 0;
  bool is_saving = false;
};

/// The answer is on its way to the store.
struct storing_answer {
  /// What is published when it is stored.
  status_update end;
};

struct finished {};

using any = std::variant<storing_question, held, in_pool, streaming, storing_answer, finished,
                         followed_answer>;

}  // namespace aurawell::actors::stage
