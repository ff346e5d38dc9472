#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::test_support {

struct postgres_setup {
  /// Whether what was committed is kept when the server is killed.
  bool is_durable = false;
  /// "name=value" of postgresql.conf.
  std::vector<std::string> settings{};
  /// Files in the folder of its data, by name, with their contents: server.crt, pg_hba.conf.
  std::map<std::string, std::string> files{};
  /// Not 0: a standby of the server at this port.
  std::uint16_t primary = 0;
};

/// A PostgreSQL server of the test program, in a temporary folder, on 127.0.0.1 and a Unix socket.
/// A failure to start throws. It ends with the thread that started it.
class postgres_server {
 public:
  explicit postgres_server(postgres_setup setup = {});
  postgres_server(const postgres_server&) = delete;
  postgres_server& operator=(const postgres_server&) = delete;
  /// Stops it and removes its folder.
  ~postgres_server();

  /// One server for all tests of the program, without durability.
  static postgres_server& shared();

  /// Creates an empty database and returns its name.
  std::string make_database();

  /// Over TCP, as the superuser "test" without a password.
  std::string url(std::string_view database) const;
  /// The same over another port, for a proxy.
  std::string url(std::string_view database, std::uint16_t port) const;
  std::uint16_t port() const noexcept { return port_; }

  /// Runs SQL as the superuser, over a connection of its own; a failure throws.
  void run(std::string_view database, std::string_view sql) const;
  /// First column of the first row.
  std::string ask(std::string_view database, std::string_view sql) const;

  /// Disconnects everybody, and waits until the server has ended.
  void stop();
  /// Ends all its processes at once with SIGKILL.
  void kill();
  /// With the same folder and port as before; no effect while it runs.
  void start();
  /// Nothing it does goes on until `go_on`; its sockets stay open.
  void freeze();
  void go_on();

 private:
  void spawn();
  bool is_ready() const;
  void signal_all(int signal) const;
  void end(int signal);

  postgres_setup setup_;
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  pid_t process_ = 0;
  int databases_ = 0;
};

}  // namespace aurawell::test_support
