#include "config/run_command.hpp"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <csignal>
#include <iostream>
#include <variant>

#include "config/application.hpp"
#include "config/doc_writer.hpp"
#include "config/loader.hpp"
#include "config/logging.hpp"
#include "config/report.hpp"

namespace aurawell::config {
namespace {

constexpr int exit_good = 0;
constexpr int exit_failed = 1;

/// The signals that end the service. Blocked in every thread, so that only
/// `wait_for_end` sees them.
sigset_t block_end_signals() {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  // A peer that is gone shows as an error of the write.
  std::signal(SIGPIPE, SIG_IGN);
  return ends;
}

void wait_for_end(const sigset_t& ends) {
  int signal = 0;
  sigwait(&ends, &signal);
  // A second one ends the process at once.
  pthread_sigmask(SIG_UNBLOCK, &ends, nullptr);
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

int serve(const settings& values) {
  set_up_logging(values.log);
  raise_open_file_limit();
  const auto ends = block_end_signals();
  application service{values};
  if (const auto started = service.start(); !started) {
    spdlog::critical("{}", started.failure().detail);
    return exit_failed;
  }
  const auto& host = values.server.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  spdlog::info("listening on http://{}:{}", is_ipv6 ? "[" + host + "]" : host, service.port());
  wait_for_end(ends);
  service.stop();
  spdlog::info("stopped");
  return exit_good;
}

}  // namespace

int run_command(const command_line& wish) {
  if (wish.what == command::version) {
    print_version(std::cout);
    return exit_good;
  }
  if (wish.what == command::config_doc) {
    write_config_doc(std::cout);
    return exit_good;
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
  return serve(ready.values);
}

}  // namespace aurawell::config
