#include "tests/support/postgres_server.hpp"

#include <arpa/inet.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/support/postgres_cluster.hpp"
#include "tests/support/server_user.hpp"

namespace aurawell::test_support {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds longest_start{60};
constexpr int most_spawned = 5;

[[noreturn]] void fail(const std::string& why) {
  throw std::runtime_error{"PostgreSQL for tests: " + why};
}

bool is_free(std::uint16_t port) {
  const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool done = bind(one, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(one);
  return done;
}

/// Below the ports that the kernel gives to clients: none of them may get it while the server is
/// away.
std::uint16_t free_port() {
  std::random_device random;
  std::uniform_int_distribution<std::uint16_t> any{10'000, 32'000};
  for (int i = 0; i < 1'000; ++i) {
    if (const auto port = any(random); is_free(port)) {
      return port;
    }
  }
  fail("no port is free");
}

fs::path make_folder() {
  std::string name = fs::temp_directory_path() / "aurawell-pg-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    fail("cannot make a folder like " + name);
  }
  give_to_server_user(name);
  return name;
}

void put_files(const postgres_setup& setup, const fs::path& data) {
  for (const auto& [name, content] : setup.files) {
    std::ofstream{data / name} << content;
    fs::permissions(data / name, fs::perms::owner_read | fs::perms::owner_write);
    give_to_server_user(data / name);
  }
}

/// Those that it forked and the kernel lists.
std::vector<pid_t> children_of(pid_t process) {
  const auto name = std::to_string(process);
  std::ifstream list{"/proc/" + name + "/task/" + name + "/children"};
  std::vector<pid_t> all;
  for (pid_t one = 0; list >> one;) {
    all.push_back(one);
  }
  return all;
}

using connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

connection connect(const std::string& url) {
  return {PQconnectdb((url + "?connect_timeout=10").c_str()), &PQfinish};
}

}  // namespace

postgres_server::postgres_server(postgres_setup setup)
    : setup_{std::move(setup)}, folder_{make_folder()}, port_{free_port()} {
  if (setup_.primary == 0) {
    make_postgres_cluster(folder_);
  } else {
    make_postgres_standby(folder_, setup_.primary);
  }
  put_files(setup_, folder_ / "data");
  start();
}

postgres_server::~postgres_server() {
  end(SIGQUIT);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

postgres_server& postgres_server::shared() {
  static postgres_server one;
  return one;
}

void postgres_server::spawn() {
  std::vector<std::string> settings{"port=" + std::to_string(port_),
                                    "listen_addresses=127.0.0.1",
                                    "unix_socket_directories=" + folder_.string(),
                                    "max_connections=60",
                                    "wal_level=minimal",
                                    "max_wal_senders=0",
                                    "shared_buffers=32MB",
                                    "deadlock_timeout=100ms",
                                    "log_min_messages=warning"};
  if (setup_.primary != 0) {
    settings.insert(settings.end(), {"wal_level=replica", "max_wal_senders=4"});
  }
  if (!setup_.is_durable) {
    settings.insert(settings.end(), {"fsync=off", "full_page_writes=off"});
  }
  settings.insert(settings.end(), setup_.settings.begin(), setup_.settings.end());
  std::vector<std::string> words{postgres_program("postgres"), "-D", (folder_ / "data").string()};
  for (const auto& setting : settings) {
    words.push_back("--" + setting);
  }
  process_ = launch_as_server_user(words, folder_);
}

bool postgres_server::is_ready() const {
  return PQping((url("postgres") + "?connect_timeout=5").c_str()) == PQPING_OK;
}

/// Processes of a server that was killed may hold its memory for a moment; the next one ends then.
void postgres_server::start() {
  if (process_ > 0) {
    return;
  }
  const auto deadline = std::chrono::steady_clock::now() + longest_start;
  int spawned = 0;
  while (!is_ready()) {
    if (process_ > 0 && waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = 0;
    }
    if (std::chrono::steady_clock::now() > deadline || (process_ == 0 && spawned == most_spawned)) {
      kill();
      fail("the server does not start: " + server_log(folder_));
    }
    if (process_ == 0) {
      spawn();
      ++spawned;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

void postgres_server::signal_all(int signal) const {
  for (const auto child : children_of(process_)) {
    ::kill(child, signal);
  }
}

void postgres_server::end(int signal) {
  if (process_ > 0) {
    go_on();
    ::kill(process_, signal);
    waitpid(process_, nullptr, 0);
  }
  process_ = 0;
}

void postgres_server::stop() {
  end(SIGINT);
}

void postgres_server::kill() {
  if (process_ > 0) {
    // So that it forks no other meanwhile.
    ::kill(process_, SIGSTOP);
    signal_all(SIGKILL);
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  process_ = 0;
}

void postgres_server::freeze() {
  ::kill(process_, SIGSTOP);
  signal_all(SIGSTOP);
}

void postgres_server::go_on() {
  signal_all(SIGCONT);
  ::kill(process_, SIGCONT);
}

std::string postgres_server::make_database() {
  auto name = "test" + std::to_string(++databases_);
  run("postgres", "CREATE DATABASE " + name + " TEMPLATE template0");
  return name;
}

std::string postgres_server::url(std::string_view database) const {
  return url(database, port_);
}

std::string postgres_server::url(std::string_view database, std::uint16_t port) const {
  return "postgresql://test@127.0.0.1:" + std::to_string(port) + "/" + std::string{database};
}

void postgres_server::run(std::string_view database, std::string_view sql) const {
  const auto link = connect(url(database));
  const rows done{PQexec(link.get(), std::string{sql}.c_str()), &PQclear};
  const auto status = PQresultStatus(done.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    fail(PQerrorMessage(link.get()));
  }
}

std::string postgres_server::ask(std::string_view database, std::string_view sql) const {
  const auto link = connect(url(database));
  const rows found{PQexec(link.get(), std::string{sql}.c_str()), &PQclear};
  if (PQresultStatus(found.get()) != PGRES_TUPLES_OK || PQntuples(found.get()) == 0) {
    fail(PQerrorMessage(link.get()));
  }
  return PQgetvalue(found.get(), 0, 0);
}

}  // namespace aurawell::test_support
