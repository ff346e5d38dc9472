#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "net/storage/database/encryption_key.hpp"
#include "net/storage/database/postgres_options.hpp"

namespace aurawell::net {

/// Options of the database and its spool.
struct store_options {
  /// "sqlite:PATH", "postgresql://…", or "memory:" for tests and trials. Missing folders are
  /// created.
  std::string url = "sqlite:data/aurawell.db";
  /// Only for PostgreSQL.
  postgres_options postgres{};
  /// Longest wait for another process's lock on the file.
  std::chrono::milliseconds busy_timeout{2'000};
  /// true: each commit reaches the disk before it counts, so it also survives a
  /// power cut; false: it survives a crash of this program only.
  bool sync_to_disk = true;
  /// Longest time for the check of the file's pages at start; 0: no check.
  std::chrono::milliseconds check_time{3'000};
  /// Where writes wait while the database is away; empty: beside it.
  std::string spool_dir{};
  /// Limit of the spool in bytes.
  std::size_t spool_bytes = 64 * 1024 * 1024;
  /// First pause before a database that is away is tried again; doubles up to eight times this
  /// value.
  std::chrono::milliseconds retry_interval{1'000};
  /// Time between two looks at the other processes that use the database.
  std::chrono::milliseconds process_check{1'000};
  /// Requests over plain HTTP that may wait for the database, counted separately for reads and
  /// changes: of one user, past it 429, and of all, past it 503.
  std::uint32_t waiting_per_user = 16;
  std::uint32_t waiting_requests = 1'024;
  /// Environment variable with the keys that become `encryption_keys`; empty: none.
  std::string encryption_key_env{};
  /// File with them, read together with the settings; empty: none.
  std::string encryption_key_file{};
  /// The first key seals what is written, all keys open what is read. None: values are stored
  /// unsealed.
  std::vector<encryption_key> encryption_keys{};
};

}  // namespace aurawell::net
