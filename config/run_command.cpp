#include "config/run_command.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "config/application.hpp"
#include "config/commands/account_commands.hpp"
#include "config/commands/compare_command.hpp"
#include "config/commands/screen_command.hpp"
#include "config/commands/storage_commands.hpp"
#include "config/exception_log.hpp"
#include "config/listener_certificates.hpp"
#include "config/loading/loader.hpp"
#include "config/loading/reload_guard.hpp"
#include "config/loading/report.hpp"
#include "config/log/stderr_log.hpp"
#include "config/reference/completion_writer.hpp"
#include "config/reference/man_writer.hpp"
#include "config/reference/schema_writer.hpp"
#include "config/reload_desk.hpp"
#include "config/settings/doc_writer.hpp"
#include "config/signal_watch.hpp"
#include "config/start_guard.hpp"
#include "config/stop_guard.hpp"
#include "domain/log/log.hpp"
#include "net/takeover/activation.hpp"

namespace aurawell::config {
namespace {

constexpr int exit_good = 0;
constexpr int exit_failed = 1;

/// Settings with a problem change nothing.
reload_report reload_settings(application& service, const command_line& wish) {
  logging::info("settings.reload_began");
  const auto loaded = load_again(wish, process_environment(), service.settings_in_use());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    log_refusal(*problems);
    return {*problems, {}, {}};
  }
  return service.reload(std::get<loaded_settings>(loaded));
}

/// One reload for SIGHUP and for all operators that wait for one.
void reload(application& service, const command_line& wish, reload_desk& desk) {
  const auto waiting = desk.take();
  const auto report = reload_settings(service, wish);
  for (const auto& then : waiting) {
    then({report.problems.empty() ? 200U : 422U, report_json(report)});
  }
}

/// Returns the order to stop.
order serve_until_told(application& service, const command_line& wish, signal_watch& signals,
                       reload_desk& desk, bool had_terminal) {
  auto heard = signals.wait();
  for (; heard.kind == order_kind::reload; heard = signals.wait()) {
    if (heard.signal != 0 && had_terminal && isatty(STDERR_FILENO) == 0) {
      // The terminal was closed: stop.
      heard.kind = order_kind::stop_quickly;
      break;
    }
    reload(service, wish, desk);
  }
  desk.close();
  const bool is_by_signal = heard.signal != 0;
  if (is_by_signal) {
    signals.obey_next_signal();
  }
  logging::info("service.stopping",
                {{"signal", heard.signal},
                 {"hint", is_by_signal ? "a second signal ends the process at once"
                          : service.was_taken_over()
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

void log_address(const net::server_options& options, std::uint16_t port) {
  const auto& host = options.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  const std::string scheme = options.tls_certificate_file.empty() ? "http://" : "https://";
  logging::info("server.listening", {{"url", scheme + (is_ipv6 ? "[" + host + "]" : host) + ":" +
                                                 std::to_string(port)}});
}

/// @param guard Receives the signals until the first client can connect.
int serve(const command_line& wish, const loaded_settings& loaded, net::inherited_sockets activated,
          signal_watch& signals, start_guard& guard) {
  set_up_logging(loaded.values.log);
  guard.log_is_open();
  log_uncaught_exceptions();
  raise_open_file_limit();
  const bool had_terminal = isatty(STDERR_FILENO) == 1;
  // A write to a closed connection, or beyond the largest size of a file, then fails with an error.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  reload_desk desk{[&signals] { signals.ask_to_reload(); }};
  application service{loaded,
                      {[&signals] { signals.ask_to_stop(); },
                       [&desk](reload_desk::receiver then) { desk.ask(std::move(then)); }}};
  if (const auto started =
          service.start({[&guard] { guard.finish(); }, std::move(activated), wish.take_over});
      !started) {
    logging::error("service.not_started", {{"code", to_string(started.failure().code)},
                                           {"detail", started.failure().detail}});
    return exit_failed;
  }
  log_address(loaded.values.server, service.port());
  if (guard.was_told_to_reload()) {
    reload(service, wish, desk);
  }
  const auto heard = serve_until_told(service, wish, signals, desk, had_terminal);
  std::optional<stop_guard> stop;
  if (heard.signal == 0) {
    stop.emplace(signals);
  }
  service.stop(heard.kind == order_kind::stop_quickly ? stop_pace::quick : stop_pace::usual);
  logging::info("service.stopped");
  return exit_good;
}

/// The sockets of systemd. Call it while there is one thread.
result<net::inherited_sockets> take_activated() {
  const auto roles = net::activated_roles(net::take_activation_variables(), getpid());
  return roles ? net::adopt_activated(*roles) : roles.failure();
}

/// What the settings alone do not show.
std::vector<problem> find_start_problems(const command_line& wish, const settings& values,
                                         const result<net::inherited_sockets>& activated) {
  std::vector<problem> found;
  if (!activated) {
    found.push_back({"environment", activated.failure().detail});
  }
  if (wish.take_over && values.takeover.socket.empty()) {
    found.push_back({"--take-over",
                     "takeover.socket: must be set, to the same path for the old and the new "
                     "process, such as \"/run/aurawell/takeover.socket\""});
  }
  return found;
}

int serve_command(const command_line& wish) {
  auto activated = take_activated();
  signal_watch signals;
  start_guard guard{signals};
  const auto loaded = load_settings(wish, process_environment());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_problems(std::cerr, *problems);
    return exit_bad_usage;
  }
  const auto& ready = std::get<loaded_settings>(loaded);
  if (const auto found = find_start_problems(wish, ready.values, activated); !found.empty()) {
    print_problems(std::cerr, found);
    return exit_bad_usage;
  }
  const auto exit_code = serve(wish, ready, std::move(activated).value(), signals, guard);
  finish_logging();
  return exit_code;
}

void write_completion(const std::string& shell) {
  if (shell == "bash") {
    write_bash_completion(std::cout);
  } else if (shell == "zsh") {
    write_zsh_completion(std::cout);
  } else {
    write_fish_completion(std::cout);
  }
}

/// The exit code of a command that needs no settings; nothing for the others.
std::optional<int> run_without_settings(const command_line& wish) {
  switch (wish.action) {
    case command::version: print_version(std::cout); return exit_good;
    case command::config_doc:
      wish.format == "json-schema" ? write_config_schema(std::cout) : write_config_doc(std::cout);
      return exit_good;
    case command::man_page: write_man_page(std::cout); return exit_good;
    case command::completion: write_completion(wish.format); return exit_good;
    case command::screen:
      return screen_command(wish.file, wish.misses, {std::cin, std::cout, std::cerr});
    default: return std::nullopt;
  }
}

int check_config_command(const command_line& wish, const loaded_settings& ready) {
  if (const auto opened = listener_certificates{}.open(ready.values); !opened) {
    print_problems(std::cerr, {{"files", opened.failure().detail}});
    print_problems_of_compared(wish, process_environment(), std::cerr);
    return exit_bad_usage;
  }
  if (!wish.compared_file.empty()) {
    return compare_command(wish, process_environment(), ready, std::cout, std::cerr);
  }
  print_effective(std::cout, ready);
  return exit_good;
}

}  // namespace

int run_command(const command_line& wish) {
  if (wish.action == command::serve) {
    return serve_command(wish);
  }
  signal_watch::release_signals();
  if (const auto done = run_without_settings(wish)) {
    return *done;
  }
  const auto loaded = load_settings(wish, process_environment());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_problems(std::cerr, *problems);
    print_problems_of_compared(wish, process_environment(), std::cerr);
    return exit_bad_usage;
  }
  const auto& ready = std::get<loaded_settings>(loaded);
  switch (wish.action) {
    case command::check_config: return check_config_command(wish, ready);
    case command::token: return print_token(wish, ready.values, std::cout, std::cerr);
    case command::rekey: return rekey_command(ready.values);
    case command::reset_password: return print_reset_code(wish, ready.values, std::cout, std::cerr);
    case command::back_up: return back_up_command(ready.values, wish.file);
    case command::copy_store: return copy_store_command(ready.values, wish.copy_from, wish.copy_to);
    case command::compact: return compact_command(ready.values);
    case command::restore: return restore_command(ready.values, wish.file, wish.accept_loss);
    default: return verify_command(ready.values, wish.file);
  }
}

}  // namespace aurawell::config
