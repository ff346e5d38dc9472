// How many answers a second the store makes durable when many clients wait at the same time:
// through the store actor, which commits in groups, and with one transaction for each write.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "net/storage/store/make_store.hpp"
#include "tests/bench/cpu_time.hpp"
#include "tests/bench/store_questioners.hpp"
#include "tests/support/postgres_server.hpp"

namespace {

using namespace aurawell;
using bench::load_outcome;
using test_support::postgres_server;
using test_support::postgres_setup;

struct options {
  bench::load_options load;
  std::string folder = ".";
  std::string url;
  bool starts_server = false;
  bool is_preferred = false;
  std::uint32_t runs = 1;
};

/// What is measured: its name, and the process that works for it besides this one.
struct engine {
  std::string name;
  std::shared_ptr<advice_store> store;
  std::string server_process{};
};

double quantile(std::vector<double>& sorted, double part) {
  return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(part * double(sorted.size() - 1))];
}

/// Answers per second of each run, by what was measured.
using figures = std::map<std::string, std::vector<double>>;

void report(const std::string& name, load_outcome of, double client, double server, figures& all) {
  std::sort(of.milliseconds.begin(), of.milliseconds.end());
  const auto rate = of.answers() / of.seconds;
  const auto micros = [&](double seconds) { return seconds * 1e6 / std::max(1.0, of.answers()); };
  std::printf(
      "%-38s %7.0f answers/s   a write waits: p50 %7.2f ms   p99 %7.2f ms   "
      "processor time per answer: %4.0f us, server %4.0f us\n",
      name.c_str(), rate, quantile(of.milliseconds, 0.5), quantile(of.milliseconds, 0.99),
      micros(client), micros(server));
  std::fflush(stdout);
  all[name].push_back(rate);
}

template <class Work>
void measure(const std::string& name, const engine& of, figures& all, const Work& work) {
  const auto client = bench::cpu_seconds("self");
  const auto server = bench::cpu_seconds(of.server_process);
  auto done = work();
  report(of.name + ", " + name, std::move(done), bench::cpu_seconds("self") - client,
         bench::cpu_seconds(of.server_process) - server, all);
}

void measure(const engine& of, const options& config, figures& all) {
  measure("a transaction for each write", of, all,
          [&] { return bench::one_by_one(*of.store, config.load); });
  measure("in groups", of, all, [&] { return bench::through_the_actor(of.store, config.load); });
}

/// Null after a message.
std::shared_ptr<advice_store> open(const std::string& url) {
  net::store_options settings;
  settings.url = url;
  auto opened = net::open_store(settings);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.failure().detail.c_str());
    return nullptr;
  }
  return std::move(opened).value();
}

std::string fresh_file(const std::string& folder) {
  const auto file = (std::filesystem::path{folder} / "store_load.db").string();
  for (const auto* end : {"", "-wal", "-shm"}) {
    std::filesystem::remove(file + end);
  }
  return file;
}

engine in_server(postgres_server& server, bool is_preferred) {
  const auto database = server.make_database();
  engine made{"PostgreSQL", open(server.url(database))};
  const auto backends = "SELECT pid FROM pg_stat_activity WHERE datname = '" + database +
                        "' AND application_name = 'aurawell'";
  made.server_process = made.store ? server.ask(database, backends) : "";
  if (is_preferred) {
    // Each process of the server is a session of its own.
    std::istringstream all{
        server.ask(database, "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity")};
    for (std::string process; all >> process;) {
      bench::prefer(process);
    }
  }
  return made;
}

void summarize(figures& all) {
  for (auto& [name, rates] : all) {
    std::sort(rates.begin(), rates.end());
    std::printf("%-38s %7.0f answers/s is the median of %zu runs, from %.0f to %.0f\n",
                name.c_str(), quantile(rates, 0.5), rates.size(), rates.front(), rates.back());
  }
}

int measure(const options& config) {
  const bool is_preferred = config.is_preferred && bench::prefer("self");
  double load[3]{};
  getloadavg(load, 3);
  std::printf("%u people, %u bytes of answer, %ld processors, load before %.1f%s\n",
              config.load.people, config.load.text_bytes, sysconf(_SC_NPROCESSORS_ONLN), load[0],
              is_preferred ? ", before other programs" : "");
  const auto server = config.starts_server
                          ? std::make_unique<postgres_server>(postgres_setup{.is_durable = true})
                          : nullptr;
  figures all;
  for (std::uint32_t run = 0; run < config.runs; ++run) {
    std::vector<engine> engines;
    engines.push_back(config.url.empty()
                          ? engine{"SQLite", open("sqlite:" + fresh_file(config.folder))}
                          : engine{"the database", open(config.url)});
    if (server) {
      engines.push_back(in_server(*server, is_preferred));
    }
    for (const auto& one : engines) {
      if (!one.store) {
        return 1;
      }
      measure(one, config, all);
    }
  }
  summarize(all);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  options config;
  CLI::App app{"Loads the store and says how many answers a second it makes durable."};
  app.add_option("--folder", config.folder, "Where store_load.db is made; a real disk");
  app.add_option("--url", config.url, "An empty database, as storage.url, in place of that file");
  app.add_flag("--server", config.starts_server,
               "Also measures PostgreSQL, with a server in a temporary folder");
  app.add_flag("--prefer", config.is_preferred,
               "Before other programs of the machine, as root; start it with setsid");
  app.add_option("--people", config.load.people, "Who wait at the same time")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--bytes", config.load.text_bytes, "Length of an answer")
      ->check(CLI::Range(2, 1'000'000));
  app.add_option("--seconds", config.load.seconds, "Of each measurement")
      ->check(CLI::Range(1, 3'600));
  app.add_option("--runs", config.runs, "In turns")->check(CLI::Range(1, 100));
  CLI11_PARSE(app, count, words);
  return measure(config);
}
