#pragma once

#include <cstdint>
#include <memory>

#include "config/settings.hpp"
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

  /// Where clients connect.
  std::uint16_t port() const noexcept;

  /// Lets nobody in any more, closes the connections, stores what was answered so
  /// far, ends. Takes at most about twice `server.drain_timeout`.
  void stop();

 private:
  struct parts;
  settings values_;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::config
