#include "config/application_parts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "config/usable_cores.hpp"
#include "domain/log/log.hpp"
#include "domain/random_name.hpp"
#include "domain/safety/screen.hpp"
#include "net/llm/llm_client.hpp"
#include "net/llm/offline_source.hpp"
#include "net/server/repeating_timer.hpp"
#include "net/trace/otlp/collector_headers.hpp"

namespace aurawell::config {
namespace {

/// How often the lag of each loop is measured.
constexpr std::chrono::milliseconds lag_interval{100};

net::token_gatekeeper::mode gate_mode(auth_mode mode) {
  return mode == auth_mode::open ? net::token_gatekeeper::mode::open
                                 : net::token_gatekeeper::mode::tokens;
}

std::uint32_t count_or_one_per_core(std::uint32_t threads) {
  return threads > 0 ? threads : usable_cores();
}

}  // namespace

application::parts::parts(const settings& values)
    : measures{values.admin.enabled
                   ? std::make_shared<net::prometheus_telemetry>(values.admin.rate_window)
                   : nullptr},
      reported{measures ? std::shared_ptr<telemetry>{measures} : std::make_shared<telemetry>()},
      threads{count_or_one_per_core(values.server.io_threads)} {
  for (std::size_t i = 0; i < threads.size(); ++i) {
    loops.push_back(&threads.loop(i));
    actor_loops.push_back(std::make_shared<net::io_loop>(threads.loop(i)));
    curl_loops.push_back(std::make_shared<net::curl_loop>(threads.loop(i), reported, values.curl));
    if (measures) {
      net::repeat(threads.loop(i), lag_interval,
                  [&shown = *measures](std::chrono::nanoseconds late) { shown.loop_lagged(late); });
    }
  }
}

provider application::parts::make_provider(const std::string& name,
                                           const provider_settings& values) {
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
  return {name, std::move(source), values.stream, std::move(health), reported};
}

result<void> application::parts::open_gate(const auth_settings& values,
                                           const actors::store_setup& store) {
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
  const auto revoked = store.store->accounts().load_revoked(now);
  if (!revoked) {
    return revoked.failure();
  }
  gate->revoke(*revoked, [&people = store.store->accounts()](const user_id& user) {
    return people.name_of_erased(user);
  });
  if (store.others) {
    // What another process has revoked is in the database only.
    store.others->on_revocations([this](const std::vector<revoked_login>& all) {
      std::for_each(all.begin(), all.end(), [this](const auto& one) { gate->revoke(one); });
    });
  }
  if (gate->has_drawn_secret()) {
    logging::info("auth.secret_drawn",
                  {{"hint",
                    "there is no secret, so tokens count only until the program ends; set "
                    "auth.secret_file to keep them"}});
  }
  return {};
}

result<void> application::parts::make_exporter(const net::trace_options& options) {
  if (options.endpoint.empty()) {
    return {};
  }
  std::vector<std::string> headers;
  if (!options.headers_file.empty()) {
    auto read = net::read_collector_headers(options.headers_file);
    if (!read) {
      return error{read.failure().code, "trace.headers_file: " + read.failure().detail};
    }
    headers = std::move(read).value();
  }
  exporter = std::make_shared<net::span_exporter>(
      options, headers, reported, net::trace_source{AURAWELL_VERSION, random_name("")});
  return {};
}

void application::parts::start_watchdog(net::service_manager& manager,
                                        std::chrono::microseconds interval) {
  auto watched = runtime->pulse_parts();
  for (std::size_t i = 0; i < threads.size(); ++i) {
    watched.push_back(net::loop_part(threads.loop(i), "io-" + std::to_string(i)));
  }
  watchdog = std::make_unique<net::watchdog>(net::watchdog::setup{
      interval, std::move(watched), [&manager] { manager.alive(); }, watchdog_messages});
}

void application::parts::end() {
  watchdog.reset();
  takeover.reset();
  redirect.reset();
  open_connections.with_lock([](auto& shown) { shown.reset(); });
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
  if (exporter) {
    exporter->stop();
  }
}

void application::parts::start_runtime(const settings& values, actors::store_setup store) {
  actors::runtime_setup setup;
  setup.threads = count_or_one_per_core(values.actors.threads);
  setup.loops = actor_loops;
  setup.session = values.session;
  setup.store = std::move(store);
  setup.store.telemetry = reported;
  setup.memory->limit(values.memory);
  setup.census = census;
  setup.roster = roster;
  setup.telemetry = reported;
  if (exporter) {
    setup.spans = exporter;
  }
  setup.pools = providers.pools_of(values);
  safety::prepare_screen();
  runtime = std::make_unique<actors::actor_runtime>(setup);
}

void application::parts::make_server(const net::server_options& options) {
  server = std::make_unique<net::server>(
      options, threads,
      net::chat_backend{runtime->gateway(), *census, *reported, runtime->store(), *gate, *passwords,
                        codes.get(), &compressed},
      certificates->clients());
}

}  // namespace aurawell::config
