#pragma once

#include <chrono>
#include <string>

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
};

}  // namespace aurawell::net
