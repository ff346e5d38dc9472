#include "config/serve_command.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "config/application.hpp"
#include "config/exception_log.hpp"
#include "config/loading/loader.hpp"
#include "config/loading/reload_guard.hpp"
#include "config/loading/report.hpp"
#include "config/log/stderr_log.hpp"
#include "config/reload_desk.hpp"
#include "config/signal_watch.hpp"
#include "config/start_guard.hpp"
#include "config/stop_guard.hpp"
#include "domain/log/log.hpp"
#include "net/supervision/service_manager.hpp"
#include "net/supervision/supervision_variables.hpp"
#include "net/takeover/activation.hpp"

namespace aurawell::config {
namespace {

/// What the service manager has passed in the environment.
struct inheritance {
  result<net::inherited_sockets> sockets;
  result<net::service_manager> manager;
  result<std::optional<std::chrono::microseconds>> watchdog;
};

/// Call it while there is one thread.
inheritance take_inheritance() {
  const auto roles = net::activated_roles(net::take_activation_variables(), getpid());
  const auto supervision = net::take_supervision_variables();
  return {roles ? net::adopt_activated(*roles) : roles.failure(),
          net::service_manager::make(supervision.socket),
          net::watchdog_interval(supervision, getpid())};
}

/// What the parts of `serve` share.
struct serving {
  const command_line& wish;
  signal_watch& signals;
  reload_desk& desk;
  application& service;
  net::service_manager& manager;
  /// For people who ask the service manager.
  std::string status;
};

/// Settings with a problem change nothing.
reload_report reload_settings(const serving& own) {
  logging::info("settings.reload_began");
  const auto loaded = load_again(own.wish, process_environment(), own.service.settings_in_use());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    log_refusal(*problems);
    return {*problems, {}, {}};
  }
  return own.service.reload(std::get<loaded_settings>(loaded));
}

/// One reload for SIGHUP and for all operators that wait for one.
void reload(const serving& own) {
  const auto waiting = own.desk.take();
  own.manager.reloading();
  const auto report = reload_settings(own);
  own.manager.ready(report.problems.empty() ? own.status
                                            : own.status + "; the new settings were refused");
  for (const auto& then : waiting) {
    then({report.problems.empty() ? 200U : 422U, report_json(report)});
  }
}

/// Returns the order to stop.
order serve_until_told(const serving& own, bool had_terminal) {
  auto heard = own.signals.wait();
  for (; heard.kind == order_kind::reload; heard = own.signals.wait()) {
    if (heard.signal != 0 && had_terminal && isatty(STDERR_FILENO) == 0) {
      // The terminal was closed: stop.
      heard.kind = order_kind::stop_quickly;
      break;
    }
    reload(own);
  }
  own.desk.close();
  const bool is_by_signal = heard.signal != 0;
  if (is_by_signal) {
    own.signals.obey_next_signal();
  }
  logging::info("service.stopping",
                {{"signal", heard.signal},
                 {"hint", is_by_signal ? "a second signal ends the process at once"
                          : own.service.was_taken_over()
                              ? "another process serves in its place; a signal only confirms it"
                              : "an operator asked for it; a signal only confirms it"}});
  return heard;
}

/// Every client and every upstream stream is an open file.
void raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

std::string address_of(const net::server_options& options, std::uint16_t port) {
  const auto& host = options.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  const std::string scheme = options.tls_certificate_file.empty() ? "http://" : "https://";
  return scheme + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// From the first client to the end of the last thread.
void serve_clients(const serving& own, bool reload_first, bool had_terminal) {
  own.manager.ready(own.status);
  if (reload_first) {
    reload(own);
  }
  const auto heard = serve_until_told(own, had_terminal);
  std::optional<stop_guard> stop;
  if (heard.signal == 0) {
    stop.emplace(own.signals);
  }
  own.manager.stopping(longest_stop(own.service.settings_in_use().values));
  own.service.stop(heard.kind == order_kind::stop_quickly ? stop_pace::quick : stop_pace::usual);
  logging::info("service.stopped");
}

/// @param from Without failures.
/// @param guard Receives the signals until the first client can connect.
int serve(const command_line& wish, const loaded_settings& loaded, inheritance from,
          signal_watch& signals, start_guard& guard) {
  set_up_logging(loaded.values.log);
  guard.log_is_open();
  log_uncaught_exceptions();
  raise_open_file_limit();
  const bool had_terminal = isatty(STDERR_FILENO) == 1;
  // A write to a closed connection, or beyond the largest size of a file, then fails with an error.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  auto manager = std::move(from.manager).value();
  reload_desk desk{[&signals] { signals.ask_to_reload(); }};
  application service{loaded,
                      {[&signals] { signals.ask_to_stop(); },
                       [&desk](reload_desk::receiver then) { desk.ask(std::move(then)); }}};
  if (const auto started =
          service.start({[&guard] { guard.finish(); }, std::move(from.sockets).value(),
                         wish.take_over, &manager, *from.watchdog});
      !started) {
    logging::error("service.not_started", {{"code", to_string(started.failure().code)},
                                           {"detail", started.failure().detail}});
    return exit_failed;
  }
  const auto address = address_of(loaded.values.server, service.port());
  logging::info("server.listening", {{"url", address}});
  serve_clients({wish, signals, desk, service, manager, "Serves " + address},
                guard.was_told_to_reload(), had_terminal);
  return exit_good;
}

/// What the settings alone do not show.
std::vector<problem> find_start_problems(const command_line& wish, const settings& values,
                                         const inheritance& from) {
  std::vector<problem> found;
  const auto add = [&found](const auto& taken) {
    if (!taken) {
      found.push_back({"environment", taken.failure().detail});
    }
  };
  add(from.sockets);
  add(from.manager);
  add(from.watchdog);
  if (wish.take_over && values.takeover.socket.empty()) {
    found.push_back({"--take-over",
                     "takeover.socket: must be set, to the same path for the old and the new "
                     "process, such as \"/run/aurawell/takeover.socket\""});
  }
  return found;
}

}  // namespace

int serve_command(const command_line& wish) {
  auto inherited = take_inheritance();
  signal_watch signals;
  start_guard guard{signals};
  const auto loaded = load_settings(wish, process_environment());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_problems(std::cerr, *problems);
    return exit_bad_usage;
  }
  const auto& ready = std::get<loaded_settings>(loaded);
  if (const auto found = find_start_problems(wish, ready.values, inherited); !found.empty()) {
    print_problems(std::cerr, found);
    return exit_bad_usage;
  }
  const auto exit_code = serve(wish, ready, std::move(inherited), signals, guard);
  finish_logging();
  return exit_code;
}

}  // namespace aurawell::config
