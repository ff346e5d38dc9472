#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/socket/file_descriptor.hpp"

namespace aurawell::net {

/// Tells a service manager such as systemd the state of this process (sd_notify(3)). Without one
/// every call does nothing. A message that cannot be sent is logged, not repeated. Any thread; a
/// call waits for a full socket, at most a second.
class service_manager {
 public:
  /// @param address As in NOTIFY_SOCKET: a path, or "@" and the name of an abstract socket. Nothing
  ///                or empty: there is no service manager. A failure says what is wrong.
  static result<service_manager> make(const std::optional<std::string>& address);

  service_manager() = default;
  service_manager(service_manager&& other) noexcept;
  service_manager& operator=(service_manager&&) = delete;

  bool is_there() const noexcept { return static_cast<bool>(socket_); }

  /// Clients are served. @param status For people who ask for the state of the service.
  void ready(std::string_view status);

  /// The settings are read again; `ready` says when that is done.
  void reloading();

  /// The service stops, which takes at most `longest`; the manager waits for so long.
  void stopping(std::chrono::milliseconds longest);

  /// The loops and actors answer.
  void alive();

  /// `process` serves in the place of this one: nothing is told after that.
  void replaced_by(pid_t process);

 private:
  service_manager(std::string address, file_descriptor socket) noexcept
      : address_{std::move(address)}, socket_{std::move(socket)} {}

  void send(std::string_view message);

  std::string address_;
  file_descriptor socket_;
  std::atomic<bool> is_replaced_{false};
};

/// Whether the service manager counts both processes to the same service: they are in one control
/// group. It accepts no process of another service as the one that serves.
bool is_of_same_service(pid_t process);

}  // namespace aurawell::net
