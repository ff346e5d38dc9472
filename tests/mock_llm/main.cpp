#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>
#include <csignal>
#include <cstdio>

#include "tests/mock_llm/command_line.hpp"
#include "tests/mock_llm/mock_llm.hpp"

namespace {

using namespace aurawell::mock;

void print_summary(const mock_llm_stats& stats,
                   const std::map<std::string, std::uint64_t>& quirks) {
  const auto line = [](const char* name, std::uint64_t value) {
    fmt::print("{:<20}{:>12}\n", name, value);
  };
  fmt::print("\n");
  line("connections", stats.connections);
  line("requests", stats.requests);
  line("  refused", stats.requests_refused);
  line("answers finished", stats.streams_finished);
  line("answers aborted", stats.streams_aborted);
  line("answers unfinished", stats.streams_running);
  line("tokens sent", stats.tokens_sent);
  line("writes blocked", stats.writes_blocked);
  for (const auto& [name, count] : quirks) {
    fmt::print("quirk {:<36}{:>8}\n", name, count);
  }
}

int serve(const mock_llm_options& options) {
  boost::asio::io_context waiting{1};
  boost::asio::signal_set stop{waiting, SIGINT, SIGTERM};
  mock_llm model{options};
  fmt::print("listening on {}\n", model.base_url());
  if (!options.quirks.empty()) {
    fmt::print("quirks: {}, drawn with --seed {}\n", options.quirks, options.seed);
  }
  std::fflush(stdout);
  stop.async_wait([](const boost::system::error_code&, int) {});
  waiting.run();
  const auto stats = model.stats();
  model.stop();
  print_summary(stats, model.quirks_served());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto line = read_command_line(argc, argv);
  if (line.exit_code) {
    return *line.exit_code;
  }
  try {
    return serve(line.options);
  } catch (const boost::system::system_error& failure) {
    fmt::print(stderr, "cannot listen on {}:{}: {}\n", line.options.host, line.options.port,
               failure.code().message());
    return 1;
  }
}
