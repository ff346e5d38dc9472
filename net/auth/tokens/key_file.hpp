#pragma once

#include <string>

#include "domain/error.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

struct key_file {
  std::string content;
  /// Everybody on this machine, by the file's mode.
  bool can_others_read = false;
};

/// The whole file, at most 256 KiB. A failure names the file and what is wrong with it: what the
/// system said, or that others may change it. Pipes and devices are refused: they may never end.
result<key_file> read_key_file(const std::string& path);

/// The same for a file that holds a secret: one that others may read is refused.
result<std::string> read_secret_file(const std::string& path);

/// Why the file at `path` is refused that holds a secret and can be read by others.
error readable_by_others(const std::string& path);

}  // namespace aurawell::net
