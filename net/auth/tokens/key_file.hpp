#pragma once

#include <string>

#include "domain/error.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

struct key_file {
  std::string content;
  /// Whether the file's mode lets every user of this machine read it.
  bool can_others_read = false;
};

/// Reads the whole file, at most 256 KiB. A failure names the file and the reason: the system's
/// error, or that others may change the file. Refuses pipes and devices, because they may never
/// end.
result<key_file> read_key_file(const std::string& path);

/// As `read_key_file`, for a file with a secret: refuses a file that others may read.
result<std::string> read_secret_file(const std::string& path);

/// The failure for a file with a secret that others can read.
error readable_by_others(const std::string& path);

}  // namespace aurawell::net
