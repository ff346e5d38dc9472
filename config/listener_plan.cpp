#include "config/listener_plan.hpp"

#include <optional>
#include <string>
#include <utility>

#include "domain/log/log.hpp"
#include "net/socket/free_endpoint.hpp"

namespace aurawell::config {
namespace {

using boost::asio::ip::tcp;
using net::listener_role;

struct wanted_listener {
  listener_role role;
  std::vector<net::listening_socket> listener_plan::*sockets;
  /// For people: the settings of the address.
  const char* keys;
  const std::string& host;
  /// Nothing: there is no such listener.
  std::optional<std::uint16_t> port;
};

std::vector<wanted_listener> wanted_listeners(const settings& values) {
  const auto& server = values.server;
  const auto& admin = values.admin;
  const auto redirect = server.tls_redirect_port;
  return {{listener_role::clients, &listener_plan::clients, "server.host and server.port",
           server.host, server.port},
          {listener_role::redirect, &listener_plan::redirect,
           "server.host and server.tls.redirect_port", server.host,
           redirect == 0 ? std::nullopt : std::optional{redirect}},
          {listener_role::operators, &listener_plan::operators, "admin.host and admin.port",
           admin.host, admin.enabled ? std::optional{admin.port} : std::nullopt}};
}

std::string text_of(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
         std::to_string(endpoint.port());
}

error misplaced(const net::inherited_socket& one, const std::vector<wanted_listener>& all) {
  for (const auto& listener : all) {
    if (listener.role == one.role && listener.port) {
      return {ec::bad_configuration,
              "sockets of systemd: the one for " + std::string{to_string(one.role)} +
                  " listens at " + text_of(one.socket.endpoint()) + ", " + listener.keys + " say " +
                  listener.host + " and " + std::to_string(*listener.port) +
                  "; ListenStream= and the settings must say the same"};
    }
  }
  return {ec::bad_configuration, "sockets of systemd: there is one for " +
                                     std::string{to_string(one.role)} +
                                     ", but the settings have no such listener"};
}

void log_left(const net::inherited_sockets& left) {
  for (const auto& one : left.all()) {
    logging::warn("takeover.socket_left",
                  {{"listener", to_string(one.role)},
                   {"address", text_of(one.socket.endpoint())},
                   {"hint", "the settings name another address; the old process closes this one"}});
  }
}

}  // namespace

result<listener_plan> plan_listeners(const settings& values, net::inherited_sockets activated,
                                     net::predecessor* former) {
  listener_plan plan;
  const auto all = wanted_listeners(values);
  for (const auto& listener : all) {
    if (!listener.port) {
      continue;
    }
    const auto at = net::find_endpoint(listener.host, *listener.port);
    if (!at) {
      return error{at.failure().code, std::string{listener.keys} + ": " + at.failure().detail};
    }
    auto& own = plan.*listener.sockets;
    own = activated.take(listener.role, *at);
    auto exact = *at;
    if (!own.empty()) {
      exact.port(own.front().endpoint().port());
    }
    auto taken = former == nullptr ? std::vector<net::listening_socket>{}
                                   : former->sockets().take(listener.role, exact);
    if (!taken.empty()) {
      plan.taken_over.push_back(listener.role);
    }
    for (auto& one : taken) {
      net::add_if_new(own, std::move(one));
    }
  }
  if (!activated.empty()) {
    return misplaced(activated.all().front(), all);
  }
  if (former != nullptr) {
    log_left(former->sockets());
  }
  return plan;
}

}  // namespace aurawell::config
