#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "net/storage/database/encryption_key.hpp"

namespace aurawell::net {

/// Where conversations are kept.
struct store_options {
  /// "sqlite:PATH", or "memory:" for tests and trials. Missing folders are made.
  std::string url = "sqlite:data/aurawell.db";
  /// Wait for another process's lock on the file.
  std::chrono::milliseconds busy_timeout{2'000};
  /// true: each commit reaches the disk before it counts, so it also survives a
  /// power cut; false: it survives a crash of this program only.
  bool sync_to_disk = true;
  /// At start the pages of the file are looked at for damage, at most so long; 0: not at all.
  std::chrono::milliseconds check_time{3'000};
  /// Where writes wait while the database is away; empty: beside it.
  std::string spool_dir{};
  /// They may take so much there.
  std::size_t spool_bytes = 64 * 1024 * 1024;
  /// First pause before a database that is away is tried again; it doubles, up to eight times
  /// this.
  std::chrono::milliseconds retry_interval{1'000};
  /// Requests over plain HTTP that may wait for the database, to read it and to change it each:
  /// of one user, after which the next is refused with 429, and of all, after which with 503.
  std::uint32_t waiting_per_user = 16;
  std::uint32_t waiting_requests = 1'024;
  /// Environment variable with the keys that become `encryption_keys`; empty: none.
  std::string encryption_key_env{};
  /// File with them, read when the settings are; empty: none.
  std::string encryption_key_file{};
  /// The first seals what is written, all of them open what is read. None: what is written
  /// stays as it is.
  std::vector<encryption_key> encryption_keys{};
};

}  // namespace aurawell::net
