#pragma once

#include <functional>
#include <memory>
#include <string>

#include "domain/ids.hpp"
#include "domain/ports/session_gateway.hpp"
#include "net/server/connection_list.hpp"

namespace aurawell::net {

/// The result of an order.
struct control_outcome {
  /// An HTTP status.
  unsigned status = 200;
  /// One JSON value.
  std::string json;
};

/// What operators can see and order beside the numbers. Where a member is empty, its path does not
/// exist. Called on the operators' thread; no call blocks. All must outlive the site.
struct admin_controls {
  /// Begins to stop the service.
  std::function<void()> begin_drain;

  /// Reads the settings again. `then` is called once, on any thread.
  std::function<void(std::function<void(control_outcome)> then)> reload;

  /// The settings in use and the origin of each, as JSON or as a file of settings. No secrets.
  std::function<std::string(bool as_json)> config;

  /// The least serious records that are logged.
  std::function<std::string()> log_level;
  /// False: there is no such level.
  std::function<bool(const std::string& level)> set_log_level;

  /// Null while the clients' port is not open.
  std::function<std::shared_ptr<const connection_list>()> connections;
  /// As `session_gateway::describe`.
  std::function<void(const session_id&, session_facts_receiver then)> session;
  /// The name by which operators see a user.
  std::function<std::string(const user_id&)> pseudonym;
};

}  // namespace aurawell::net
