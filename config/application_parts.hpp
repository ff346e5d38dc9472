#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/actor_runtime.hpp"
#include "config/application.hpp"
#include "config/config_pages.hpp"
#include "config/listener_certificates.hpp"
#include "config/listener_plan.hpp"
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
#include "net/supervision/service_manager.hpp"
#include "net/supervision/watchdog.hpp"
#include "net/takeover/takeover_host.hpp"
#include "net/trace/otlp/span_exporter.hpp"

namespace aurawell::config {

/// In the order of construction; each member refers only to members above it.
struct application::parts {
  explicit parts(const settings& values);

  provider make_provider(const std::string& name, const provider_settings& values);

  /// @param store Contains the logins that were revoked before.
  result<void> open_gate(const auth_settings& values, const actors::store_setup& store);

  /// Without `trace.endpoint` there is none. Before `start_runtime`.
  result<void> make_exporter(const net::trace_options& options);

  /// The loops' and the hasher's threads end first: CAF keeps a resource for each thread that ever
  /// spawned an actor, and waits until it is returned.
  void end();

  void start_runtime(const settings& values, actors::store_setup store);

  /// The runtime must have been started.
  result<void> make_admin(const net::admin_options& options, const operator_orders& orders);
  void make_server(const net::server_options& options);

  /// For a reload: reads the files again that the settings name. `warnings` gets a sentence for
  /// each that cannot be used.
  void reload_files(const settings& values, std::vector<std::string>& warnings);

  /// Connections wait from here on, and are accepted from `accept` on.
  result<void> listen(const net::server_options& options, listener_plan plan);
  void accept();

  /// Without `takeover.socket` there is none. Between `listen` and `accept`. `manager` may be null.
  result<void> make_takeover_host(const net::takeover_options& options,
                                  const std::function<void()>& begin_drain,
                                  net::service_manager* manager);
  /// @param serves This process is the only one that serves: a failure is only logged.
  result<void> publish_takeover(bool serves);

  void start_watchdog(net::service_manager& manager, std::chrono::microseconds interval);

  net::pseudonym_key pseudonym_key{};
  /// Null without a listener for operators: nobody could read them.
  std::shared_ptr<net::prometheus_telemetry> measures;
  /// `measures`, or one that records nothing. Never null.
  std::shared_ptr<telemetry> reported;
  std::shared_ptr<net::span_exporter> exporter;  ///< null: no spans are recorded
  net::readiness ready;
  config_pages config;
  /// Null while the clients' port is not open.
  guarded<std::shared_ptr<const net::connection_list>> open_connections;
  std::shared_ptr<net::admin_token> operators_token;  ///< null: there is none
  std::unique_ptr<listener_certificates> certificates;
  drain_board drain;
  net::compression_counts compressed;
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
  std::shared_ptr<net::takeover_board> takeovers = std::make_shared<net::takeover_board>();
  /// Its thread uses the listeners: it ends first.
  std::unique_ptr<net::takeover_host> takeover;
  std::shared_ptr<net::watchdog_board> watchdog_messages = std::make_shared<net::watchdog_board>();
  std::unique_ptr<net::watchdog> watchdog;  ///< null: no service manager waits for it

 private:
  // admin_parts.cpp
  net::admin_controls make_controls(const operator_orders& orders);

  /// Leaves the sockets of these listeners to the process that has taken over.
  void release(const std::vector<net::listener_role>& roles);
};

/// What this program tells the process that it takes over from, or that takes over from it.
net::program_facts own_facts();

}  // namespace aurawell::config
