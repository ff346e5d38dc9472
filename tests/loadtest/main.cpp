#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>

#include "tests/loadtest/command_line.hpp"
#include "tests/loadtest/progress_line.hpp"
#include "tests/loadtest/report.hpp"
#include "tests/loadtest/target.hpp"

namespace {

using namespace aurawell::loadtest;

constexpr int wrong_usage = 2;
/// Besides the connections.
constexpr rlim_t other_descriptors = 64;

std::atomic<bool> interrupted{false};

bool allow_descriptors(std::uint32_t connections) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const auto wanted = connections + other_descriptors;
  if (limit.rlim_cur >= wanted) {
    return true;
  }
  limit.rlim_cur = limit.rlim_max;
  return limit.rlim_max >= wanted && ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

bool write_report(const load_report& report, const load_options& options) {
  if (options.json != "-") {
    fmt::print("{}", report_table(report, options));
  }
  if (options.json.empty()) {
    return true;
  }
  const auto text = report_json(report, options) + "\n";
  if (options.json == "-") {
    fmt::print("{}", text);
    return true;
  }
  std::ofstream file{options.json};
  file << text;
  file.close();
  if (!file) {
    fmt::print(stderr, "--json: cannot write {}\n", options.json);
  }
  return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv) {
  const auto line = read_command_line(argc, argv);
  if (line.exit_code) {
    return *line.exit_code;
  }
  const auto server = find_target(line.options);
  if (!server) {
    fmt::print(stderr, "{}\n", server.failure().detail);
    return wrong_usage;
  }
  if (!allow_descriptors(line.options.connections + line.options.slow_readers)) {
    fmt::print(stderr,
               "--connections, --slow-readers: the limit of open files is too low (ulimit -n)\n");
    return wrong_usage;
  }
  const auto interrupt = [](int) { interrupted = true; };
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  progress_line progress{line.options};
  const auto report =
      run_load(line.options, *server, interrupted,
               [&progress](const auto& live, auto elapsed) { progress.show(live, elapsed); });
  progress.clear();
  const auto written = write_report(report, line.options);
  return written && report.success() ? 0 : 1;
}
