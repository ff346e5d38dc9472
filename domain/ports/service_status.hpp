#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/models/provider_status.hpp"
#include "domain/wall_time.hpp"

namespace aurawell {

/// The state of a pool at one moment.
struct pool_status {
  std::string name;
  std::uint32_t workers = 0;
  std::uint32_t idle_workers = 0;
  /// Questions at workers, streaming answers, and waiting questions.
  std::uint32_t preparing = 0;
  std::uint32_t streaming = 0;
  std::uint32_t max_streams = 0;
  std::uint32_t waiting = 0;
  std::uint32_t queue = 0;
  /// Users with at least one of those.
  std::uint32_t users = 0;
  /// Total since the pool was started.
  std::uint64_t admitted = 0;
  std::uint64_t refused = 0;
  /// The wait that a new question would have, by the measured drain rate.
  std::chrono::milliseconds expected_wait{0};
  std::vector<std::string> providers;
};

/// Number of living actors at one moment.
struct population {
  std::uint64_t actors = 0;
  /// Those of them that are sessions, with and without a connection.
  std::uint32_t sessions = 0;
};

/// The state of the database, as its writers found it.
struct store_status {
  /// The database is away: writes of conversations wait in the spool.
  bool degraded = false;
  /// Start of the outage.
  wall_time since{};
  /// The reason for operators, without any text of users; empty when it is not degraded.
  std::string reason;
  /// Writes in the spool; `bytes` also counts writes that are no longer needed.
  std::uint64_t waiting = 0;
  std::uint64_t bytes = 0;
  /// Total since the program started.
  std::uint64_t replayed = 0;
  std::uint64_t rejected = 0;
  /// Requests over plain HTTP that wait for the database, to read and to change it.
  std::uint64_t reads_waiting = 0;
  std::uint64_t changes_waiting = 0;
  /// Such requests refused because too many waited; calls that failed at a damaged page. Total
  /// since the program started.
  std::uint64_t refused = 0;
  std::uint64_t damaged = 0;
  /// Damage was found at the start of the program.
  bool damaged_at_start = false;
  /// Size of the database's write-ahead log, and whether it still holds deleted data.
  std::uint64_t log_bytes = 0;
  bool log_holds_removed = false;
  /// Other processes that use the database now.
  std::uint64_t other_processes = 0;
  /// False: another process has the spool, so that writes fail while the database is away.
  bool has_spool = true;
};

/// What is remembered of conversations, so that it need not be made again.
struct memory_status {
  std::uint64_t conversations = 0;
  std::uint64_t bytes = 0;
  /// Questions for whose conversation something was remembered, and others. Total since the program
  /// started.
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
};

/// The present state of the service. Any thread may call; no call waits for an actor.
class service_status {
 public:
  service_status() = default;
  service_status(const service_status&) = delete;
  service_status& operator=(const service_status&) = delete;
  virtual ~service_status() = default;

  /// Both have a fixed order.
  virtual std::vector<pool_status> pools() const = 0;
  virtual std::vector<provider_status> providers() const = 0;

  virtual population live_counts() const { return {}; }

  virtual store_status store() const { return {}; }

  virtual memory_status memory() const { return {}; }
};

}  // namespace aurawell
