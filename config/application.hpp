#pragma once

#include <cstdint>
#include <memory>

#include "config/settings/settings.hpp"
#include "domain/ports/service_status.hpp"
#include "domain/result.hpp"

namespace aurawell::config {

/// The whole service, composed. The only class that uses sockets, actors and storage together.
class application {
 public:
  explicit application(settings values);
  application(const application&) = delete;
  application& operator=(const application&) = delete;

  /// Stops immediately if `stop` was not called.
  ~application();

  /// Opens the store, then starts the actors, then the listener: no client connects before
  /// everything is ready. Call it once.
  result<void> start();

  /// Applies the settings that can change at runtime to questions and connections from now on;
  /// running answers are not affected. Logs each change, and which changes need a restart.
  /// `values` must be valid. Call it between `start` and `stop`, on the thread that calls those.
  void reload(const settings& values);

  /// Call it between `start` and `stop`.
  const service_status& status() const noexcept;

  /// Port for clients.
  std::uint16_t port() const noexcept;

  /// Port for operators; 0 when there is none.
  std::uint16_t admin_port() const noexcept;

  /// Accepts no further client, closes the connections, stores the answers so far, then ends the
  /// threads. Takes at most about twice `server.drain_timeout`.
  void stop();

 private:
  struct parts;
  settings values_;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::config
