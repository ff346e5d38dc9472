#pragma once

#include <cstdint>

#include "domain/guarded.hpp"

namespace aurawell {

/// The phases of a stop, in their order.
enum class drain_phase : unsigned char {
  /// No stop was requested.
  serving,
  /// Everything is accepted; load balancers are told not to send more clients.
  notice,
  /// No question is accepted. Answers run, and connections without one are closed in their turn.
  answers,
  /// No answer runs, or the time for answers is over. The other connections are closed.
  closing,
  /// Everything else ends, then the process.
  ended,
};

constexpr const char* to_string(drain_phase phase) noexcept {
  switch (phase) {
    case drain_phase::serving: return "serving";
    case drain_phase::notice: return "notice";
    case drain_phase::answers: return "answers";
    case drain_phase::closing: return "closing";
    case drain_phase::ended: return "ended";
  }
  return "ended";
}

struct drain_status {
  drain_phase phase = drain_phase::serving;
  /// Answers that ran when questions were no longer accepted and have ended by themselves, and
  /// those that the server has ended.
  std::uint64_t finished = 0;
  std::uint64_t cut = 0;
};

/// Written by the thread that stops the server, read by any.
using drain_board = guarded<drain_status>;

}  // namespace aurawell
