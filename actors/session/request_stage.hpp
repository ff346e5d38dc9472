#pragma once

namespace aurawell::actors {

/// Where a request of a session is. Either the session has claimed it and answers it:
///
///     (checking ─►) storing_question ─► held ─► waiting ─► streaming ─► storing_answer ─► end
///            │              │             │        │
///            │              │             └────────┴──► storing_answer, failed or cancelled
///            └──────────────┴──► end: refused, not stored, or known to have ended
///
/// or another session of the user has claimed it, and it is heard from there:
///
///     following ─► end
///         │  that session died, or has no such request
///         └──► claimed again, at most so often
enum class request_stage : unsigned char {
  checking,
  storing_question,
  held,
  waiting,
  streaming,
  storing_answer,
  following
};

}  // namespace aurawell::actors
