#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "domain/result.hpp"
#include "net/storage/database/postgres_options.hpp"

struct pg_conn;

namespace aurawell::net {

/// The socket to a PostgreSQL server: made on a thread of its own, because libpq's search among
/// hosts and for their names blocks. Every wait is bounded. One thread at a time.
class postgres_link {
 public:
  explicit postgres_link(postgres_target target);
  postgres_link(const postgres_link&) = delete;
  postgres_link& operator=(const postgres_link&) = delete;
  ~postgres_link();

  /// Connects if there is no connection; libpq's pipeline mode is on then. A failure does not name
  /// the server; that is logged, once for each reason.
  ///
  /// @param wait False: does not wait for a slow server. A later call gets the connection. After a
  /// failure no call waits, so that those of many users do not wait for a silent server one after
  /// the other.
  result<void> connect(bool wait);

  /// Null without a connection.
  pg_conn* handle() const noexcept { return handle_.get(); }

  /// Whether the server has closed the connection while nothing was under way.
  bool was_closed() const;

  /// Sends what libpq holds and waits until something can be read.
  ///
  /// @return False: the connection is broken, or nothing came in time.
  bool wait();

  void drop() noexcept { handle_.reset(); }

  /// libpq's text for the latest connection that was not made; for the operator.
  const std::string& reason() const noexcept { return logged_; }

 private:
  struct attempt;
  struct closer {
    void operator()(pg_conn* handle) const noexcept;
  };

  void start_attempt();
  result<void> take(pg_conn* made);
  result<void> refuse(const error& why);
  std::chrono::milliseconds longest_attempt() const;

  postgres_target target_;
  std::unique_ptr<pg_conn, closer> handle_;
  std::shared_ptr<attempt> attempt_;
  std::chrono::steady_clock::time_point next_attempt_{};
  /// The reason that was logged.
  std::string logged_;
  std::optional<error> refused_;
};

}  // namespace aurawell::net
