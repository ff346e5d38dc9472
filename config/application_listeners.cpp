// The listeners of the service: from their sockets to the process that takes over.

#include <utility>

#include "config/application_parts.hpp"
#include "domain/log/log.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/takeover/takeover_socket.hpp"

namespace aurawell::config {
namespace {

using net::listener_role;

result<void> add_shared(std::vector<net::inherited_socket>& to, listener_role role,
                        result<std::vector<net::listening_socket>> sockets) {
  if (!sockets) {
    return sockets.failure();
  }
  for (auto& one : *sockets) {
    to.push_back({role, std::move(one)});
  }
  return {};
}

}  // namespace

net::program_facts own_facts() {
  return {AURAWELL_VERSION, net::released_migrations().back().version};
}

result<void> application::parts::listen(const net::server_options& options, listener_plan plan) {
  result<void> listening;
  if (admin) {
    listening = admin->listen(std::move(plan.operators));
  }
  if (listening) {
    listening = server->listen(std::move(plan.clients));
  }
  if (listening) {
    listening =
        listen_for_redirect(options, threads, server->port(), std::move(plan.redirect), redirect);
  }
  return listening;
}

void application::parts::accept() {
  open_connections.with_lock([&](auto& shown) { shown = server->connections(); });
  if (admin) {
    admin->accept();
  }
  server->accept();
  if (redirect) {
    redirect->accept();
  }
  ready.enter(net::readiness::phase::accepting);
}

result<void> application::parts::make_takeover_host(const net::takeover_options& options,
                                                    const std::function<void()>& begin_drain,
                                                    net::service_manager* manager) {
  if (options.socket.empty()) {
    return {};
  }
  auto socket = net::takeover_socket::make(options.socket);
  if (!socket) {
    return socket.failure();
  }
  net::takeover_host::setup setup;
  setup.options = options;
  setup.offered.program = own_facts();
  setup.board = takeovers;
  setup.release = [this](const std::vector<listener_role>& taken) { release(taken); };
  setup.stop = begin_drain;
  if (manager != nullptr) {
    setup.replaced = [manager](pid_t process) {
      if (net::is_of_same_service(process)) {
        manager->replaced_by(process);
      }
    };
  }
  auto& offered = setup.offered.sockets;
  auto shared = add_shared(offered, listener_role::clients, server->share());
  if (shared && redirect) {
    shared = add_shared(offered, listener_role::redirect, redirect->share());
  }
  if (shared && admin) {
    shared = add_shared(offered, listener_role::operators, admin->share());
  }
  if (!shared) {
    return shared;
  }
  takeover = std::make_unique<net::takeover_host>(std::move(socket).value(), std::move(setup));
  return {};
}

result<void> application::parts::publish_takeover(bool serves) {
  auto published = takeover ? takeover->publish() : result<void>{};
  if (published || !serves) {
    return published;
  }
  logging::error("takeover.not_possible",
                 {{"detail", published.failure().detail},
                  {"hint", "this process serves, but no other can take over from it"}});
  return {};
}

void application::parts::release(const std::vector<listener_role>& roles) {
  for (const auto role : roles) {
    if (role == listener_role::clients) {
      server->release_listeners();
    } else if (role == listener_role::redirect && redirect) {
      redirect->release_listeners();
    } else if (role == listener_role::operators && admin) {
      admin->release_listeners();
    }
  }
}

}  // namespace aurawell::config
