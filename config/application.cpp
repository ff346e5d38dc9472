#include "config/application.hpp"

#include <optional>
#include <utility>

#include "config/application_parts.hpp"
#include "config/drained_parts.hpp"
#include "config/listener_plan.hpp"
#include "config/loading/reload.hpp"
#include "config/loading/reload_guard.hpp"
#include "config/log/stderr_log.hpp"
#include "config/open_database.hpp"
#include "domain/log/log.hpp"
#include "net/socket/free_endpoint.hpp"
#include "net/takeover/packet_socket.hpp"
#include "net/takeover/predecessor.hpp"

namespace aurawell::config {
namespace {

/// The path may be used by a process that is not to replace another one.
result<void> check_unused(const std::string& path) {
  if (path.empty()) {
    return {};
  }
  const auto other = net::packet_socket::connect(path);
  if (other) {
    return error{ec::bad_configuration,
                 "a process serves at takeover.socket, " + path +
                     "; start with --take-over to replace it, or choose another path"};
  }
  // Its file would be replaced.
  return other.failure().code == ec::request_not_found
             ? result<void>{}
             : error{ec::bad_configuration,
                     "takeover.socket: " + other.failure().detail +
                         "; it is the socket of another program or of a process that is busy: "
                         "choose another path, or try again"};
}

/// Nothing: there is no process to take over from. A process that must not be replaced is a
/// failure.
result<std::optional<net::predecessor>> find_former(const net::takeover_options& options,
                                                    bool is_wanted) {
  if (!is_wanted) {
    const auto unused = check_unused(options.socket);
    return unused ? result<std::optional<net::predecessor>>{std::nullopt} : unused.failure();
  }
  auto found = net::predecessor::find(options, own_facts());
  if (found && !*found) {
    logging::info("takeover.no_old_process",
                  {{"socket", options.socket}, {"hint", "the service starts as usual"}});
  }
  return found;
}

/// Must be before the database is opened: a second process that was started by mistake must not end
/// the running answers of the first one.
result<void> check_free(const net::server_options& options, const listener_plan& plan) {
  if (!plan.clients.empty()) {
    return {};
  }
  const auto free = net::free_endpoint(options.host, options.port);
  if (free) {
    return {};
  }
  return error{free.failure().code, "server.host, server.port: " + free.failure().detail +
                                        "; set them to an address of this machine and a free port "
                                        "that this user may open"};
}

/// Beside the phases of a stop.
constexpr std::chrono::seconds stop_margin{10};

}  // namespace

std::chrono::milliseconds longest_stop(const settings& values) noexcept {
  const auto& drain = values.drain;
  return drain.notice + drain.answers + drain.spread + 3 * values.server.drain_timeout +
         stop_margin;
}

application::application(loaded_settings loaded, operator_orders orders)
    : loaded_{std::move(loaded)}, orders_{std::move(orders)} {
  values_.session.creates_unknown_members = values_.auth.mode == auth_mode::open;
  values_.server.user_header = values_.auth.user_header;
  values_.server.trusts_unproven_gateways = values_.auth.allow_open_anywhere;
  values_.admin.host_names = values_.server.host_names;
  values_.admin.compression = values_.server.compression;
}

application::~application() {
  if (parts_) {
    parts_->end();
  }
}

result<void> application::start(start_conditions from) {
  auto former = find_former(values_.takeover, from.takes_over);
  if (!former) {
    return former.failure();
  }
  auto* old_process = *former ? &**former : nullptr;
  auto plan = plan_listeners(values_, std::move(from.activated), old_process);
  if (!plan) {
    return plan.failure();
  }
  if (auto free = check_free(values_.server, *plan); !free) {
    return free;
  }
  // Before the database: a wrong file is found without a change to it.
  auto certificates = std::make_unique<listener_certificates>();
  if (auto opened = certificates->open(values_); !opened) {
    return opened;
  }
  auto store =
      open_database(values_.storage, old_process == nullptr ? database_sharing::alone
                                                            : database_sharing::with_predecessor);
  if (!store) {
    return store.failure();
  }
  parts_ = std::make_unique<parts>(values_);
  parts_->certificates = std::move(certificates);
  if (auto made = parts_->make_exporter(values_.trace); !made) {
    return made;
  }
  if (auto opened = parts_->open_gate(values_.auth, *store); !opened) {
    return opened;
  }
  const auto pseudonym_key = net::open_pseudonym_key(values_.storage);
  if (!pseudonym_key) {
    return pseudonym_key.failure();
  }
  parts_->pseudonym_key = *pseudonym_key;
  parts_->providers.take_over({}, values_);
  parts_->start_runtime(values_, std::move(store).value());
  return serve(std::move(plan).value(), from, old_process);
}

result<void> application::serve(listener_plan plan, const start_conditions& from,
                                net::predecessor* former) {
  const auto taken = plan.taken_over;
  parts_->config.show(loaded_, {});
  if (auto made = parts_->make_admin(values_.admin, orders_); !made) {
    return made;
  }
  parts_->make_server(values_.server);
  if (from.before_clients) {
    from.before_clients();
  }
  if (auto listening = parts_->listen(values_.server, std::move(plan)); !listening) {
    return listening;
  }
  if (orders_.begin_drain) {
    if (auto made = parts_->make_takeover_host(values_.takeover, orders_.begin_drain, from.manager);
        !made) {
      return made;
    }
  }
  if (former != nullptr) {
    if (auto may = former->may_accept(taken); !may) {
      return may;
    }
  }
  parts_->accept();
  if (former != nullptr) {
    if (auto accepted = former->accepting(); !accepted) {
      return accepted;
    }
  }
  auto published = parts_->publish_takeover(former != nullptr);
  if (published && from.manager != nullptr && from.watchdog) {
    parts_->start_watchdog(*from.manager, *from.watchdog);
  }
  return published;
}

std::uint16_t application::admin_port() const noexcept {
  return parts_->admin ? parts_->admin->port() : std::uint16_t{0};
}

reload_report application::reload(const loaded_settings& loaded) {
  reload_report report;
  report.changes = changes_between(values_, loaded.values);
  log_changes(report.changes);
  report.no_longer_set = no_longer_set(loaded_, loaded);
  for (const auto& key : report.no_longer_set) {
    logging::warn("settings.no_longer_set",
                  {{"setting", key}, {"hint", "nothing sets it any more: its default counts"}});
  }
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

bool application::was_taken_over() const noexcept {
  return parts_->takeover && parts_->takeover->has_handed_over();
}

void application::stop(stop_pace pace) {
  if (!was_taken_over()) {
    // From here on no process can take over.
    parts_->takeover.reset();
  }
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
  // Sessions that only have not ended yet hold nothing that could be lost.
  if (!parts_->runtime->stop(patience) && parts_->runtime->unfinished_answers() > 0) {
    logging::error("service.answers_not_stored",
                   {{"waited_ms", patience}, {"detail", "some answers were not stored in time"}});
  }
  parts_->end();
}

}  // namespace aurawell::config
