#include "config/application.hpp"

#include <string>
#include <utility>
#include <vector>

#include "actors/actor_runtime.hpp"
#include "config/drained_parts.hpp"
#include "config/listener_certificates.hpp"
#include "config/loading/reload.hpp"
#include "config/log/stderr_log.hpp"
#include "config/open_database.hpp"
#include "config/provider_set.hpp"
#include "config/usable_cores.hpp"
#include "domain/admission/connection_counts.hpp"
#include "domain/log/log.hpp"
#include "domain/models/provider_roster.hpp"
#include "domain/safety/screen.hpp"
#include "net/admin/admin_server.hpp"
#include "net/auth/passwords/command_code_sender.hpp"
#include "net/auth/passwords/sodium_password_hasher.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "net/dispatch/server.hpp"
#include "net/llm/curl/curl_loop.hpp"
#include "net/llm/llm_client.hpp"
#include "net/llm/offline_source.hpp"
#include "net/metrics/prometheus_telemetry.hpp"
#include "net/server/free_endpoint.hpp"
#include "net/server/io_loop.hpp"
#include "net/server/io_threads.hpp"
#include "net/storage/store/pseudonym_key.hpp"

namespace aurawell::config {
namespace {

net::token_gatekeeper::mode gate_mode(auth_mode mode) {
  return mode == auth_mode::open ? net::token_gatekeeper::mode::open
                                 : net::token_gatekeeper::mode::tokens;
}

std::uint32_t count_or_one_per_core(std::uint32_t threads) {
  return threads > 0 ? threads : usable_cores();
}

}  // namespace

/// In the order of construction; each member refers only to members above it.
struct application::parts {
  explicit parts(const settings& values)
      : threads{count_or_one_per_core(values.server.io_threads)} {
    for (std::size_t i = 0; i < threads.size(); ++i) {
      loops.push_back(&threads.loop(i));
      actor_loops.push_back(std::make_shared<net::io_loop>(threads.loop(i)));
      curl_loops.push_back(
          std::make_shared<net::curl_loop>(threads.loop(i), measures, values.curl));
    }
  }

  provider make_provider(const std::string& name, const provider_settings& values) {
    auto health = roster->get_or_add(name, values.stream.breaker);
    // Lessons of a provider with other settings may be wrong now.
    const auto lessons = std::make_shared<provider_lessons>();
    health->show_lessons(lessons);
    std::shared_ptr<completion_source> source;
    if (values.kind == provider_kind::offline) {
      source = std::make_shared<net::offline_source>(values.offline, loops);
    } else {
      auto options = values.llm;
      options.pseudonym_key.assign(pseudonym_key.begin(), pseudonym_key.end());
      source = std::make_shared<net::llm_client>(options, curl_loops, lessons);
    }
    return {name, std::move(source), values.stream, std::move(health), measures};
  }

  /// @param store Contains the logins that were revoked before.
  result<void> open_gate(const auth_settings& values, advice_store& store) {
    const auto now = std::chrono::system_clock::now();
    auto made = net::token_gatekeeper::make(gate_mode(values.mode), values.tokens, now);
    if (!made) {
      return made.failure();
    }
    gate = std::move(made).value();
    passwords = std::make_unique<net::sodium_password_hasher>(values.passwords);
    if (!values.notify.command.empty()) {
      codes = std::make_unique<net::command_code_sender>(values.notify);
    }
    const auto revoked = store.accounts().load_revoked(now);
    if (!revoked) {
      return revoked.failure();
    }
    gate->revoke(*revoked, [&people = store.accounts()](const user_id& user) {
      return people.name_of_erased(user);
    });
    if (gate->has_drawn_secret()) {
      logging::info("auth.secret_drawn",
                    {{"hint",
                      "there is no secret, so tokens count only until the program ends; set "
                      "auth.secret_file to keep them"}});
    }
    return {};
  }

  /// The loops' and the hasher's threads end first: CAF keeps a resource for each thread that ever
  /// spawned an actor, and waits until it is returned.
  void end() {
    redirect.reset();
    server.reset();
    if (runtime) {
      runtime->leave_loops();
    }
    threads.stop();
    passwords.reset();
    admin.reset();
    // The sender uses the store; the last work of the store may still use the sender.
    if (codes) {
      codes->stop();
    }
    runtime.reset();
    codes.reset();
  }

  result<void> start_admin(const net::admin_options& options,
                           const std::function<void()>& begin_drain) {
    if (!options.enabled) {
      return {};
    }
    admin = std::make_unique<net::admin_server>(
        options,
        net::metric_sources{*measures, runtime->status(), *census, drain, AURAWELL_VERSION,
                            certificates->all()},
        ready, begin_drain, certificates->operators());
    return admin->start();
  }

  net::pseudonym_key pseudonym_key{};
  std::shared_ptr<net::prometheus_telemetry> measures =
      std::make_shared<net::prometheus_telemetry>();
  net::readiness ready;
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
};

application::application(settings values, std::function<void()> begin_drain)
    : values_{std::move(values)}, begin_drain_{std::move(begin_drain)} {
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
  actors::runtime_setup setup;
  setup.threads = count_or_one_per_core(values_.actors.threads);
  if (values_.actors.scheduler == scheduler_kind::loops) {
    setup.loops = parts_->actor_loops;
  }
  setup.session = values_.session;
  setup.store = std::move(store).value();
  setup.census = parts_->census;
  setup.roster = parts_->roster;
  setup.telemetry = parts_->measures;
  setup.pools = parts_->providers.pools_of(values_);
  safety::prepare_screen();
  parts_->runtime = std::make_unique<actors::actor_runtime>(setup);
  if (auto started = parts_->start_admin(values_.admin, begin_drain_); !started) {
    return started;
  }
  parts_->server = std::make_unique<net::server>(
      values_.server, parts_->threads,
      net::chat_backend{parts_->runtime->gateway(), *parts_->census, *parts_->measures,
                        parts_->runtime->store(), *parts_->gate, *parts_->passwords,
                        parts_->codes.get()},
      parts_->certificates->clients());
  if (before_clients) {
    before_clients();
  }
  auto started = parts_->server->start();
  if (started) {
    started =
        start_redirect(values_.server, parts_->threads, parts_->server->port(), parts_->redirect);
  }
  if (started) {
    parts_->ready.enter(net::readiness::phase::accepting);
  }
  return started;
}

std::uint16_t application::admin_port() const noexcept {
  return parts_->admin ? parts_->admin->port() : std::uint16_t{0};
}

void application::reload(const settings& values) {
  const auto changes = changes_between(values_, values);
  log_changes(changes);
  const auto next = without_restart(values_, values);
  parts_->providers.take_over(values_, next);
  parts_->roster->keep_only(parts_->providers.names());
  parts_->runtime->adopt(parts_->providers.pools_of(next));
  parts_->runtime->adopt(next.session);
  parts_->server->adopt_limits(next.server);
  const auto keys = parts_->gate->adopt(next.auth.tokens, std::chrono::system_clock::now());
  if (!keys) {
    logging::error("auth.keys_not_adopted", {{"code", to_string(keys.failure().code)},
                                             {"detail", keys.failure().detail},
                                             {"hint", "tokens are judged as before"}});
  }
  parts_->certificates->reload();
  adjust_logging(next.log);
  values_ = next;
  logging::info("settings.reloaded", {{"changes", changes.size()}});
}

const service_status& application::status() const noexcept {
  return parts_->runtime->status();
}

std::uint16_t application::port() const noexcept {
  return parts_->server->port();
}

void application::stop(stop_pace pace) {
  const auto patience = values_.server.drain_timeout;
  auto how = values_.drain;
  if (pace == stop_pace::quick) {
    how.notice = how.spread = std::chrono::milliseconds{0};
  }
  parts_->ready.enter(net::readiness::phase::stopping);
  drained_parts drained{{*parts_->server, *parts_->runtime, *parts_->census, parts_->drain}, how};
  run_drain(how, patience, drained);
  parts_->redirect.reset();
  parts_->server->close_all(close_code::service_restart, restart_reason(how.reconnect));
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
