#pragma once

#include <cstdint>
#include <memory>

#include "config/settings/settings.hpp"
#include "domain/ports/service_status.hpp"
#include "domain/result.hpp"

namespace aurawell::config {

/// The whole service, put together: the only place that knows sockets, actors and
/// storage at the same time.
class application {
 public:
  explicit application(settings values);
  application(const application&) = delete;
  application& operator=(const application&) = delete;

  /// Stops at once when `stop` was not called.
  ~application();

  /// Opens the store, then the actors, then the listener: nobody is let in before
  /// everything is there. Call it once.
  result<void> start();

  /// Takes over what a running program can, at once, for whatever is asked or begins from
  /// then on: nothing that is under way is lost. Logs each change, and which of them
  /// wait for a restart. `values` must be valid. Between `start` and `stop`, and from the
  /// thread that calls those.
  void reload(const settings& values);

  /// Between `start` and `stop`.
  const service_status& status() const noexcept;

  /// Where clients connect.
  std::uint16_t port() const noexcept;

  /// Where operators look; 0 when they cannot.
  std::uint16_t admin_port() const noexcept;

  /// Lets nobody in any more, closes the connections, stores what was answered so
  /// far, ends. Takes at most about twice `server.drain_timeout`.
  void stop();

 private:
  struct parts;
  settings values_;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::config
