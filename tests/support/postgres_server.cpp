#include "tests/support/postgres_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace aurawell::test_support {
namespace {

namespace fs = std::filesystem;

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
constexpr std::chrono::seconds longest_start{60};

[[noreturn]] void fail(const std::string& why) {
  throw std::runtime_error{"PostgreSQL for tests: " + why};
}

/// Null unless this process is root.
const passwd* other_user() {
  if (geteuid() != 0) {
    return nullptr;
  }
  const auto* found = getpwnam("postgres");
  return found != nullptr ? found : getpwnam("nobody");
}

/// Of the kernel's choice. Another process may take it before the server does; the start then
/// fails.
std::uint16_t free_port() {
  const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool done = bind(one, generic, size) == 0 && getsockname(one, generic, &size) == 0;
  close(one);
  return done ? ntohs(address.sin_port) : 0;
}

/// In the child: becomes the other user, and ends with its parent.
void become(const passwd* user) {
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (user != nullptr) {
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
      _exit(126);
    }
    // It is reset by a change of the user.
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
  }
}

pid_t launch(const std::vector<std::string>& words, const std::filesystem::path& folder) {
  const auto log = (folder / "log").string();
  const auto place = folder.string();
  std::vector<char*> arguments;
  for (const auto& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  const auto* const user = other_user();
  const pid_t child = fork();
  if (child != 0) {
    return child;
  }
  become(user);
  const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(output, 1);
  dup2(output, 2);
  if (chdir(place.c_str()) == 0) {
    // Only what it needs: no variable of the tests may change its behaviour.
    std::array<char*, 2> environment{const_cast<char*>("LC_ALL=C.UTF-8"), nullptr};
    execve(arguments[0], arguments.data(), environment.data());
  }
  _exit(127);
}

std::string log_of(const std::filesystem::path& folder) {
  std::ifstream file{folder / "log"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

using connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

connection connect(const std::string& url) {
  return {PQconnectdb((url + "?connect_timeout=10").c_str()), &PQfinish};
}

/// initdb takes a second or more, and each test may run in a process of its own: its result is kept
/// beside the test program.
fs::path kept_cluster() {
  return fs::read_symlink("/proc/self/exe").parent_path() / "postgres-15-cluster";
}

void give_to_user(const fs::path& folder) {
  const auto* const user = other_user();
  if (user == nullptr) {
    return;
  }
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (lchown(entry.path().c_str(), user->pw_uid, user->pw_gid) != 0) {
      fail("cannot give a file to another user");
    }
  }
  if (lchown(folder.c_str(), user->pw_uid, user->pw_gid) != 0) {
    fail("cannot give a folder to another user");
  }
}

/// Complete or not at all, also when several programs do it at once. Without it tests are slower.
void keep_cluster(const fs::path& data) {
  const auto unfinished = kept_cluster().string() + "." + std::to_string(getpid());
  std::error_code failure;
  fs::copy(data, unfinished, fs::copy_options::recursive, failure);
  if (!failure) {
    fs::rename(unfinished, kept_cluster(), failure);
  }
  fs::remove_all(unfinished, failure);
}

}  // namespace

postgres_server::postgres_server(durability keeps) : keeps_{keeps}, port_{free_port()} {
  std::string name = std::filesystem::temp_directory_path() / "aurawell-pg-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    fail("cannot make a folder like " + name);
  }
  folder_ = name;
  if (const auto* user = other_user()) {
    if (chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) {
      fail("cannot give the folder to another user");
    }
  }
  set_up();
  start();
}

postgres_server::~postgres_server() {
  end(SIGINT);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

postgres_server& postgres_server::shared() {
  static postgres_server one;
  return one;
}

void postgres_server::set_up() const {
  std::error_code failure;
  if (fs::exists(kept_cluster(), failure)) {
    fs::copy(kept_cluster(), folder_ / "data", fs::copy_options::recursive);
    give_to_user(folder_ / "data");
    return;
  }
  const auto child = launch(
      {std::string{programs} + "initdb", "--pgdata=" + (folder_ / "data").string(),
       "--username=test", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"},
      folder_);
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0) {
    fail("initdb failed; is postgresql-15 installed? " + log_of(folder_));
  }
  keep_cluster(folder_ / "data");
}

void postgres_server::spawn() {
  const auto setting = [](const std::string& text) { return "--" + text; };
  std::vector<std::string> words{
      std::string{programs} + "postgres",    "-D",
      (folder_ / "data").string(),           setting("port=" + std::to_string(port_)),
      setting("listen_addresses=127.0.0.1"), setting("unix_socket_directories=" + folder_.string()),
      setting("max_connections=60"),         setting("wal_level=minimal"),
      setting("max_wal_senders=0"),          setting("shared_buffers=32MB"),
      setting("deadlock_timeout=100ms"),     setting("log_min_messages=warning")};
  if (keeps_ == durability::off) {
    words.insert(words.end(), {setting("fsync=off"), setting("full_page_writes=off")});
  }
  process_ = launch(words, folder_);
}

bool postgres_server::is_ready() const {
  return PQping((url("postgres") + "?connect_timeout=5").c_str()) == PQPING_OK;
}

void postgres_server::start() {
  spawn();
  const auto deadline = std::chrono::steady_clock::now() + longest_start;
  while (!is_ready()) {
    if (waitpid(process_, nullptr, WNOHANG) == process_ ||
        std::chrono::steady_clock::now() > deadline) {
      end(SIGQUIT);
      fail("the server does not start: " + log_of(folder_));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
}

void postgres_server::end(int signal) {
  if (process_ > 0) {
    ::kill(process_, SIGCONT);
    ::kill(process_, signal);
    waitpid(process_, nullptr, 0);
  }
  process_ = 0;
}

void postgres_server::stop() {
  end(SIGINT);
}

void postgres_server::kill() {
  end(SIGQUIT);
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
