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

/// The keys of an issuer, from a file that is replaced when they change. When a new file is
/// unusable, logs that and keeps the keys. Thread-safe.
class jwks_file {
 public:
  using keys = std::shared_ptr<const std::vector<named_key>>;

  /// @param interval Shortest time between two checks of `current` whether the file has changed.
  jwks_file(std::string path, std::chrono::milliseconds interval)
      : path_{std::move(path)}, interval_{interval} {}

  /// Reads the file at the start. Fails when it is unusable.
  result<void> load(wall_time now);

  keys current(wall_time now);

  /// For a token with an unknown key: checks the file at once, at most once a second.
  keys check_again(wall_time now);

 private:
  /// Metadata that differs when the file has changed.
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
