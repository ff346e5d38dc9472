#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "config/loading/loader.hpp"
#include "config/loading/reload_report.hpp"
#include "domain/ports/service_status.hpp"
#include "domain/result.hpp"
#include "net/admin/admin_controls.hpp"
#include "net/socket/listening_socket.hpp"

namespace aurawell::net {
class predecessor;
class service_manager;
}  // namespace aurawell::net

namespace aurawell::config {

struct listener_plan;

/// How a stop treats clients: as the settings of `drain` say, or for somebody who waits at a
/// terminal, without its notice and its spread. Running answers are finished in both.
enum class stop_pace : unsigned char { usual, quick };

/// What a process starts with, beside its settings.
struct start_conditions {
  /// Called before the first client can connect.
  std::function<void()> before_clients{};
  /// Sockets of systemd.
  net::inherited_sockets activated{};
  /// Look for the process that serves, and take over from it.
  bool takes_over = false;
  /// Null: there is none. Must outlive the service. The application tells it that the service works
  /// and that another process has taken over.
  net::service_manager* manager = nullptr;
  /// How long it waits for a message that the service works; nothing: it does not.
  std::optional<std::chrono::microseconds> watchdog{};
};

/// How long a stop can take, with some time for the log and the disk.
std::chrono::milliseconds longest_stop(const settings& values) noexcept;

/// What operators may order over HTTP and the application cannot do by itself. Without a member
/// there is no such path. Called on a thread of the service; must not block.
struct operator_orders {
  /// `POST /admin/drain`, and when another process has taken over; empty: neither is possible.
  std::function<void()> begin_drain;
  /// `POST /admin/reload`; as in `net::admin_controls`.
  std::function<void(std::function<void(net::control_outcome)> then)> reload;
};

/// The whole service, composed. The only class that uses sockets, actors and storage together.
class application {
 public:
  explicit application(loaded_settings loaded, operator_orders orders = {});
  application(const application&) = delete;
  application& operator=(const application&) = delete;

  /// Stops immediately if `stop` was not called.
  ~application();

  /// Opens the store, then starts the actors, then the listener: no client connects before
  /// everything is ready. Call it once.
  result<void> start(start_conditions from = {});

  /// Applies the settings that can change at runtime to questions and connections from now on;
  /// running answers are not affected. Logs and returns each change, and which changes need a
  /// restart. `loaded` must be valid. Call it between `start` and `stop`, on the thread that calls
  /// those.
  reload_report reload(const loaded_settings& loaded);

  /// Call it on the thread that calls `reload`.
  const loaded_settings& settings_in_use() const noexcept { return loaded_; }

  /// Call it between `start` and `stop`.
  const service_status& status() const noexcept;

  /// Another process has taken over the listening sockets: only `stop` is left to do.
  bool was_taken_over() const noexcept;

  /// Port for clients.
  std::uint16_t port() const noexcept;

  /// Port for operators; 0 when there is none.
  std::uint16_t admin_port() const noexcept;

  /// Finishes running answers and closes the connections as the settings of `drain` say, stores all
  /// answers, then ends the threads. Takes at most the sum of `drain.notice`, `answers` and
  /// `spread`, and three times `server.drain_timeout`.
  void stop(stop_pace pace = stop_pace::usual);

 private:
  struct parts;

  /// The last step of the start. @param former Null: there is no old process.
  result<void> serve(listener_plan plan, const start_conditions& from, net::predecessor* former);

  loaded_settings loaded_;
  settings& values_ = loaded_.values;
  operator_orders orders_;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::config
