#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/models/provider_status.hpp"
#include "domain/wall_time.hpp"

namespace aurawell {

/// A pool at one moment.
struct pool_status {
  std::string name;
  std::uint32_t workers = 0;
  std::uint32_t idle_workers = 0;
  /// Questions at workers, answers that stream, and questions that wait for either.
  std::uint32_t preparing = 0;
  std::uint32_t streaming = 0;
  std::uint32_t max_streams = 0;
  std::uint32_t waiting = 0;
  std::uint32_t queue = 0;
  /// People with at least one of those.
  std::uint32_t users = 0;
  /// Since the pool came up.
  std::uint64_t admitted = 0;
  std::uint64_t refused = 0;
  /// What a question that comes now would have to wait, by the measured drain rate.
  std::chrono::milliseconds expected_wait{0};
  std::vector<std::string> providers;
};

/// The actors that are there at one moment.
struct population {
  std::uint64_t actors = 0;
  /// Of those; with and without a connection.
  std::uint32_t sessions = 0;
};

/// The database as those who write to it find it.
struct store_status {
  /// It is away: what conversations write waits in the spool.
  bool degraded = false;
  /// Of that.
  wall_time since{};
  /// For people, without a word of theirs; empty when it is not degraded.
  std::string reason;
  /// In the spool at this moment; `bytes` counts what is no longer needed too.
  std::uint64_t waiting = 0;
  std::uint64_t bytes = 0;
  /// Since the program started.
  std::uint64_t replayed = 0;
  std::uint64_t rejected = 0;
  /// Requests over plain HTTP that wait for the database, to read and to change it.
  std::uint64_t reads_waiting = 0;
  std::uint64_t changes_waiting = 0;
  /// Of those, refused because too many waited; what failed at a damaged page. Since the
  /// program started.
  std::uint64_t refused = 0;
  std::uint64_t damaged = 0;
  /// Damage was found when the program started.
  bool damaged_at_start = false;
  /// Size of the database's write-ahead log, and whether it still holds what was removed.
  std::uint64_t log_bytes = 0;
  bool log_holds_removed = false;
};

/// What the service is doing right now. Any thread may ask and is not kept waiting.
class service_status {
 public:
  service_status() = default;
  service_status(const service_status&) = delete;
  service_status& operator=(const service_status&) = delete;
  virtual ~service_status() = default;

  /// Both in a fixed order.
  virtual std::vector<pool_status> pools() const = 0;
  virtual std::vector<provider_status> providers() const = 0;

  virtual population alive() const { return {}; }

  virtual store_status store() const { return {}; }
};

}  // namespace aurawell
