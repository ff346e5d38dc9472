#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace aurawell::test_support {

/// A PostgreSQL server of the test program, in a temporary folder, on 127.0.0.1 and a Unix socket.
/// As root it runs as the user "postgres" or "nobody", because PostgreSQL refuses root. A failure
/// to start throws.
class postgres_server {
 public:
  enum class durability : unsigned char { off, on };

  explicit postgres_server(durability keeps = durability::off);
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
  /// Ends all its processes at once, as when the machine fails.
  void kill();
  /// With the same folder and port as before.
  void start();

 private:
  void set_up() const;
  void spawn();
  bool is_ready() const;
  void end(int signal);

  std::filesystem::path folder_;
  durability keeps_;
  std::uint16_t port_ = 0;
  pid_t process_ = 0;
  int databases_ = 0;
};

}  // namespace aurawell::test_support
