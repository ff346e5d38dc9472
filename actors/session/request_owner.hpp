#pragma once

#include <cstdint>

namespace aurawell::actors {

class session_request;

/// Decides which requests of a session run.
class request_owner {
 public:
  /// Calls `run` of held requests, possibly of the caller, while fewer than `max_inflight` run.
  virtual void run_held() = 0;
  /// Place of a held request among the held ones; 1 runs next.
  virtual std::uint32_t place_of(const session_request& request) const = 0;
  /// Calls `look_elsewhere` of all requests, after a pause.
  virtual void look_elsewhere_later() = 0;
  /// The request's last call, made once: its terminal status is published, and it no longer runs.
  virtual void on_finished(const session_request& request) = 0;

 protected:
  ~request_owner() = default;
};

}  // namespace aurawell::actors
