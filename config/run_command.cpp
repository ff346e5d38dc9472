#include "config/run_command.hpp"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <optional>
#include <variant>
#include <vector>

#include "config/application.hpp"
#include "config/commands/reset_password_command.hpp"
#include "config/commands/screen_command.hpp"
#include "config/commands/storage_commands.hpp"
#include "config/commands/token_command.hpp"
#include "config/exception_log.hpp"
#include "config/loading/loader.hpp"
#include "config/loading/report.hpp"
#include "config/logging.hpp"
#include "config/settings/doc_writer.hpp"

namespace aurawell::config {
namespace {

constexpr int exit_good = 0;
constexpr int exit_failed = 1;

/// Blocks the signals that the service handles in every thread, so that only `serve_until_told`
/// receives them.
sigset_t block_signals() {
  sigset_t heard;
  sigemptyset(&heard);
  sigaddset(&heard, SIGINT);
  sigaddset(&heard, SIGTERM);
  sigaddset(&heard, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &heard, nullptr);
  // A write to a closed connection then fails with an error.
  std::signal(SIGPIPE, SIG_IGN);
  return heard;
}

/// Settings with a problem change nothing.
void reload(application& service, const command_line& wish) {
  spdlog::info("reload: reading the settings again");
  const auto loaded = load_settings(wish, process_environment());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    spdlog::error("reload: nothing was changed, the settings have {} problem{}", problems->size(),
                  problems->size() == 1 ? "" : "s");
    for (const auto& [where, what] : *problems) {
      spdlog::error("reload: {}: {}", where, what);
    }
    return;
  }
  service.reload(std::get<loaded_settings>(loaded).values);
}

void serve_until_told(application& service, const command_line& wish, const sigset_t& heard) {
  const bool had_terminal = isatty(STDERR_FILENO) == 1;
  int signal = 0;
  for (sigwait(&heard, &signal); signal == SIGHUP; sigwait(&heard, &signal)) {
    if (had_terminal && isatty(STDERR_FILENO) == 0) {
      // The terminal was closed: stop.
      break;
    }
    reload(service, wish);
  }
  // A second signal ends the process at once.
  pthread_sigmask(SIG_UNBLOCK, &heard, nullptr);
  spdlog::info("stopping after signal {}; again to stop at once", signal);
}

/// Every client and every upstream stream is an open file.
void raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

int serve(const command_line& wish, const settings& values) {
  set_up_logging(values.log);
  log_uncaught_exceptions();
  raise_open_file_limit();
  const auto heard = block_signals();
  application service{values};
  if (const auto started = service.start(); !started) {
    spdlog::critical("{}", started.failure().detail);
    return exit_failed;
  }
  const auto& host = values.server.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  spdlog::info("listening on http://{}:{}", is_ipv6 ? "[" + host + "]" : host, service.port());
  serve_until_told(service, wish, heard);
  service.stop();
  spdlog::info("stopped");
  return exit_good;
}

/// The exit code of a command that needs no settings; nothing for the others.
std::optional<int> run_without_settings(const command_line& wish) {
  switch (wish.what) {
    case command::version: print_version(std::cout); return exit_good;
    case command::config_doc: write_config_doc(std::cout); return exit_good;
    case command::screen:
      return screen_command(wish.file, wish.misses, {std::cin, std::cout, std::cerr});
    default: return std::nullopt;
  }
}

}  // namespace

int run_command(const command_line& wish) {
  if (const auto done = run_without_settings(wish)) {
    return *done;
  }
  const auto loaded = load_settings(wish, process_environment());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_problems(std::cerr, *problems);
    return exit_bad_usage;
  }
  const auto& ready = std::get<loaded_settings>(loaded);
  if (wish.what == command::check_config) {
    print_effective(std::cout, ready);
    return exit_good;
  }
  if (wish.what == command::token) {
    return print_token(wish, ready.values, std::cout, std::cerr);
  }
  if (wish.what == command::rekey) {
    return rekey_command(ready.values);
  }
  if (wish.what == command::reset_password) {
    return print_reset_code(wish, ready.values, std::cout, std::cerr);
  }
  if (wish.what == command::back_up) {
    return back_up_command(ready.values, wish.file);
  }
  if (wish.what == command::compact) {
    return compact_command(ready.values);
  }
  if (wish.what == command::restore) {
    return restore_command(ready.values, wish.file, wish.accept_loss);
  }
  if (wish.what == command::verify) {
    return verify_command(ready.values, wish.file);
  }
  return serve(wish, ready.values);
}

}  // namespace aurawell::config
