#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/actor_runtime.hpp"
#include "config/application.hpp"
#include "config/config_pages.hpp"
#include "config/listener_certificates.hpp"
#include "config/provider_set.hpp"
#include "domain/admission/connection_counts.hpp"
#include "domain/guarded.hpp"
#include "domain/models/provider_roster.hpp"
#include "net/admin/admin_server.hpp"
#include "net/auth/passwords/command_code_sender.hpp"
#include "net/auth/passwords/sodium_password_hasher.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "net/dispatch/server.hpp"
#include "net/llm/curl/curl_loop.hpp"
#include "net/metrics/prometheus_telemetry.hpp"
#include "net/server/io_loop.hpp"
#include "net/server/io_threads.hpp"
#include "net/storage/store/pseudonym_key.hpp"

namespace aurawell::config {

/// In the order of construction; each member refers only to members above it.
struct application::parts {
  explicit parts(const settings& values);

  provider make_provider(const std::string& name, const provider_settings& values);

  /// @param store Contains the logins that were revoked before.
  result<void> open_gate(const auth_settings& values, advice_store& store);

  /// The loops' and the hasher's threads end first: CAF keeps a resource for each thread that ever
  /// spawned an actor, and waits until it is returned.
  void end();

  void start_runtime(const settings& values, actors::store_setup store);

  /// The runtime must have been started.
  result<void> start_admin(const net::admin_options& options, const operator_orders& orders);

  /// For a reload: reads the files again that the settings name. `warnings` gets a sentence for
  /// each that cannot be used.
  void reload_files(const settings& values, std::vector<std::string>& warnings);

  /// Call it last. @param before_clients Called before the first client can connect.
  result<void> start_server(const net::server_options& options,
                            const std::function<void()>& before_clients);

  net::pseudonym_key pseudonym_key{};
  std::shared_ptr<net::prometheus_telemetry> measures =
      std::make_shared<net::prometheus_telemetry>();
  net::readiness ready;
  config_pages config;
  /// Null while the clients' port is not open.
  guarded<std::shared_ptr<const net::connection_list>> open_connections;
  /// Null: there is none.
  std::shared_ptr<net::admin_token> operators_token;
  std::unique_ptr<listener_certificates> certificates;
  drain_board drain;
  std::shared_ptr<connection_counts> census = std::make_shared<connection_counts>();
  std::shared_ptr<provider_roster> roster = std::make_shared<provider_roster>();
  net::io_threads threads;
  std::vector<boost::asio::io_context*> loops;
  std::vector<std::shared_ptr<event_loop>> actor_loops;
  std::vector<std::shared_ptr<net::curl_loop>> curl_loops;
  provider_set providers{[this](const std::string& name, const provider_settings& values) {
    return make_provider(name, values);
  }};
  std::unique_ptr<net::token_gatekeeper> gate;
  std::unique_ptr<net::sodium_password_hasher> passwords;
  std::unique_ptr<net::command_code_sender> codes;
  std::unique_ptr<actors::actor_runtime> runtime;
  std::unique_ptr<net::server> server;
  std::unique_ptr<net::server> redirect;
  std::unique_ptr<net::admin_server> admin;

 private:
  // admin_parts.cpp
  net::admin_controls make_controls(const operator_orders& orders);
};

}  // namespace aurawell::config
