#pragma once

#include <chrono>
#include <string>

namespace aurawell::net {

/// Limits of the waits for a PostgreSQL server.
struct postgres_options {
  /// For a connection to each host of the URL.
  std::chrono::milliseconds connect_timeout{5'000};
  /// For one statement; the server ends it then. With two seconds more for a silent server this is
  /// less than a session waits for the store, so that the spool takes the write in time.
  std::chrono::milliseconds statement_timeout{7'000};
  /// For a lock of another transaction.
  std::chrono::milliseconds lock_timeout{5'000};
  /// The server ends a transaction that does nothing for this time.
  std::chrono::milliseconds idle_timeout{60'000};
};

/// Of one connection.
struct postgres_target {
  /// "postgresql://…"; what it names overrides `options`.
  std::string url;
  postgres_options options{};
  /// False: a commit does not wait for the disk.
  bool sync_to_disk = true;
};

}  // namespace aurawell::net
