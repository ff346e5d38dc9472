#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "net/storage/encryption_key.hpp"

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
  /// Where writes wait while the database is away; empty: beside it.
  std::string spool_dir{};
  /// They may take so much there.
  std::size_t spool_bytes = 64 * 1024 * 1024;
  /// First pause before a database that is away is tried again; it doubles, up to eight times
  /// this.
  std::chrono::milliseconds retry_interval{1'000};
  /// Environment variable with the keys that become `encryption_keys`; empty: none.
  std::string encryption_key_env{};
  /// File with them, read when the settings are; empty: none.
  std::string encryption_key_file{};
  /// The first seals what is written, all of them open what is read. None: what is written
  /// stays as it is.
  std::vector<encryption_key> encryption_keys{};
};

}  // namespace aurawell::net
