#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"
#include "net/auth/tokens/jwk_set.hpp"

namespace aurawell::net {

/// The keys of an issuer, in a file that is replaced when they change. A new file that is
/// no good is logged, and the keys stay as they were. Thread-safe.
class jwks_file {
 public:
  using keys = std::shared_ptr<const std::vector<named_key>>;

  /// @param interval How often `current` looks whether the file has changed.
  jwks_file(std::string path, std::chrono::milliseconds interval)
      : path_{std::move(path)}, interval_{interval} {}

  /// For the start, where a bad file is a failure.
  result<void> load(wall_time now);

  keys current(wall_time now);

  /// For a token whose key is not known yet: looks at once, but not more than once a second.
  keys look_again(wall_time now);

 private:
  /// What the system says of the file; changes with its content.
  struct version {
    ino_t inode = 0;
    off_t size = -1;
    std::chrono::nanoseconds modified{0};

    bool operator==(const version&) const = default;
  };

  keys look(wall_time now, std::chrono::milliseconds pause);
  version stat_file() const;
  result<void> read_file();

  const std::string path_;
  const std::chrono::milliseconds interval_;
  std::mutex mutex_;
  keys keys_;
  version seen_;
  wall_time looked_at_;
};

}  // namespace aurawell::net
