#include "config/application.hpp"

#include <utility>

#include "config/application_parts.hpp"
#include "config/drained_parts.hpp"
#include "config/loading/reload.hpp"
#include "config/log/stderr_log.hpp"
#include "config/open_database.hpp"
#include "domain/log/log.hpp"
#include "net/server/free_endpoint.hpp"

namespace aurawell::config {
application::application(loaded_settings loaded, operator_orders orders)
    : loaded_{std::move(loaded)}, orders_{std::move(orders)} {
  values_.session.creates_unknown_members = values_.auth.mode == auth_mode::open;
  values_.server.user_header = values_.auth.user_header;
  values_.server.trusts_unproven_gateways = values_.auth.allow_open_anywhere;
  values_.admin.host_names = values_.server.host_names;
}

application::~application() {
  if (parts_) {
    parts_->end();
  }
}

result<void> application::start(const std::function<void()>& before_clients) {
  // Must be first: a second process that was started by mistake must not end the running answers of
  // the first one.
  if (const auto free = net::free_endpoint(values_.server.host, values_.server.port); !free) {
    return error{free.failure().code,
                 "server.host, server.port: " + free.failure().detail +
                     "; set them to an address of this machine and a free port that this user "
                     "may open"};
  }
  // Before the database: a wrong file is found without a change to it.
  auto certificates = std::make_unique<listener_certificates>();
  if (auto opened = certificates->open(values_); !opened) {
    return opened;
  }
  auto store = open_database(values_.storage);
  if (!store) {
    return store.failure();
  }
  parts_ = std::make_unique<parts>(values_);
  parts_->certificates = std::move(certificates);
  if (auto opened = parts_->open_gate(values_.auth, *store->store); !opened) {
    return opened;
  }
  const auto pseudonym_key = net::open_pseudonym_key(values_.storage);
  if (!pseudonym_key) {
    return pseudonym_key.failure();
  }
  parts_->pseudonym_key = *pseudonym_key;
  parts_->providers.take_over({}, values_);
  parts_->start_runtime(values_, std::move(store).value());
  parts_->config.show(loaded_, {});
  if (auto started = parts_->start_admin(values_.admin, orders_); !started) {
    return started;
  }
  return parts_->start_server(values_.server, before_clients);
}

std::uint16_t application::admin_port() const noexcept {
  return parts_->admin ? parts_->admin->port() : std::uint16_t{0};
}

reload_report application::reload(const loaded_settings& loaded) {
  reload_report report;
  report.changes = changes_between(values_, loaded.values);
  log_changes(report.changes);
  auto adopted = without_restart(loaded_, loaded);
  const auto& next = adopted.values;
  parts_->providers.take_over(values_, next);
  parts_->roster->keep_only(parts_->providers.names());
  parts_->runtime->adopt(parts_->providers.pools_of(next));
  parts_->runtime->adopt(next.session);
  parts_->runtime->adopt(next.memory);
  parts_->server->adopt_limits(next.server);
  parts_->reload_files(next, report.warnings);
  adjust_logging(next.log);
  loaded_ = std::move(adopted);
  parts_->config.show(loaded_, report.changes);
  logging::info("settings.reloaded", {{"changes", report.changes.size()}});
  return report;
}

const service_status& application::status() const noexcept {
  return parts_->runtime->status();
}

std::uint16_t application::port() const noexcept {
  return parts_->server->port();
}

void application::stop(stop_pace pace) {
  const auto patience = values_.server.drain_timeout;
  auto options = values_.drain;
  if (pace == stop_pace::quick) {
    options.notice = options.spread = std::chrono::milliseconds{0};
  }
  parts_->ready.enter(net::readiness::phase::stopping);
  drained_parts drained{{*parts_->server, *parts_->runtime, *parts_->census, parts_->drain},
                        options};
  run_drain(options, patience, drained);
  parts_->redirect.reset();
  parts_->open_connections.with_lock([](auto& shown) { shown.reset(); });
  parts_->server->close_all(close_code::service_restart, restart_reason(options.reconnect));
  if (!parts_->server->drained(patience)) {
    logging::warn("service.connections_dropped",
                  {{"waited_ms", patience}, {"detail", "some connections did not close in time"}});
  }
  parts_->server.reset();
  if (!parts_->runtime->stop(patience)) {
    logging::error("service.answers_not_stored",
                   {{"waited_ms", patience}, {"detail", "some answers were not stored in time"}});
  }
  parts_->end();
}

}  // namespace aurawell::config
