#pragma once

#include <sys/types.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"
#include "net/tls/tls_context.hpp"
#include "net/tls/tls_engine.hpp"

namespace aurawell::net {

/// The certificate that one listener shows, from files that are replaced when it is renewed. When
/// new files are unusable, logs that and goes on with what it has. Any thread.
class served_certificate {
 public:
  /// The keys of tickets live at most so long.
  static constexpr std::chrono::hours ticket_key_life{12};

  /// @param listener "clients" or "operators": a field of the log and a label of metrics.
  served_certificate(std::string listener, certificate_files files)
      : listener_{std::move(listener)}, files_{std::move(files)} {}

  /// Reads the files at the start. Fails when they are unusable; warns about an expired
  /// certificate.
  result<void> load(wall_time now);

  /// For the next handshake. Not null after `load`.
  std::shared_ptr<const tls_context> current() const;

  /// Reads the files again if one of them has changed, or could not be used: its owner may have
  /// changed, or the day come from which it counts.
  void check(wall_time now);

  /// Reads the files again.
  void reload(wall_time now);

  const std::string& listener() const noexcept { return listener_; }
  handshake_counts& handshakes() const noexcept { return handshakes_; }
  std::uint64_t loads() const noexcept { return loads_; }
  std::uint64_t failed_loads() const noexcept { return failed_loads_; }

 private:
  /// Metadata that differs when a file has changed.
  struct version {
    ino_t inode = 0;
    off_t size = -1;
    std::chrono::nanoseconds modified{0};

    bool operator==(const version&) const = default;
  };
  using versions = std::array<version, 3>;

  versions look() const;
  void read_again(wall_time now, bool is_renewal);
  void adopt(std::shared_ptr<const tls_context> next, wall_time now);
  void log_state(const tls_context& read, wall_time now) const;

  const std::string listener_;
  const certificate_files files_;
  /// Serialises `load`, `check` and `reload`.
  std::mutex reading_;
  versions seen_;
  wall_time read_at_;
  /// Why the files could not be used when they were last read; empty: they could.
  std::string problem_;
  mutable std::mutex mutex_;
  std::shared_ptr<const tls_context> current_;
  mutable handshake_counts handshakes_;
  std::atomic<std::uint64_t> loads_{0};
  std::atomic<std::uint64_t> failed_loads_{0};
};

}  // namespace aurawell::net
