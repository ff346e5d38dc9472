#pragma once

#include <vector>

#include "config/settings/settings.hpp"
#include "domain/result.hpp"
#include "net/socket/listening_socket.hpp"
#include "net/takeover/predecessor.hpp"

namespace aurawell::config {

/// Where the sockets of each listener come from. Without inherited ones a listener binds its own.
struct listener_plan {
  std::vector<net::listening_socket> clients;
  std::vector<net::listening_socket> redirect;
  std::vector<net::listening_socket> operators;
  /// The listeners that use sockets of the old process.
  std::vector<net::listener_role> taken_over;
};

/// Finds the sockets that listen where the settings say. A failure names the setting.
/// @param activated From systemd: each must have a use.
/// @param former Null: there is no old process. What listens elsewhere stays with it; the log says
///               so.
result<listener_plan> plan_listeners(const settings& values, net::inherited_sockets activated,
                                     net::predecessor* former);

}  // namespace aurawell::config
