#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/result.hpp"
#include "net/storage/database/postgres_options.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/postgres/postgres_link.hpp"

struct pg_result;

namespace aurawell::net {

/// The server's answer to one statement that was sent.
struct postgres_answer {
  struct clearer {
    void operator()(pg_result* rows) const noexcept;
  };

  bool is_read = false;
  /// Null when the statement failed, or was skipped because of an earlier failure.
  std::unique_ptr<pg_result, clearer> rows;
};

/// A statement's text in PostgreSQL's spelling, prepared on the server at its first run over each
/// connection.
struct postgres_text {
  std::string name;
  std::string sql;
  bool is_prepared = false;
};

/// Parameters in libpq's form.
struct postgres_parameters;

/// A connection to a PostgreSQL server in pipeline mode: statements are sent and answered together.
/// It connects again by itself, never within a transaction. One thread at a time.
class postgres_connection final : public sql_connection {
 public:
  explicit postgres_connection(postgres_target target) : link_{std::move(target)} {}

  /// Connects, if that is needed.
  result<void> connect();
  /// Why that was not possible; for the operator.
  const std::string& reason() const noexcept { return link_.reason(); }

  sql_dialect dialect() const noexcept override { return sql_dialect::postgres; }
  result<void> execute(const char* sql) override;
  result<sql_statement> prepare(std::string_view sql) override;
  result<void> settle() override;
  bool sends_ahead() const noexcept override { return true; }
  bool take_conflict() noexcept override { return std::exchange(met_conflict_, false); }
  bool in_transaction() const noexcept override { return state_ == state::open; }
  void roll_back() noexcept override;
  void wait_for_locks(bool wait) noexcept override { waits_ = wait; }
  std::uint64_t damage_met() const noexcept override;

  /// How many statements it has sent.
  std::uint64_t statements() const noexcept { return statements_; }
  /// How many times it has waited for the server's answers.
  std::uint64_t round_trips() const noexcept { return round_trips_; }

  /// Sends the statement; `answer` is read by `settle`.
  result<void> send(postgres_text& text, const postgres_parameters& parameters,
                    std::shared_ptr<postgres_answer> answer);

 private:
  /// `broken`: the connection broke within a transaction, so that nothing can succeed until
  /// `roll_back`.
  enum class state : unsigned char { idle, open, broken };

  /// Something that was sent and not answered.
  struct awaited {
    /// Null: a synchronisation point.
    std::shared_ptr<postgres_answer> answer;
    /// Set if this prepares a statement.
    postgres_text* prepares = nullptr;
    bool commits = false;
  };

  result<void> make_ready();
  result<void> prepare_on_server(postgres_text& text, const postgres_parameters& parameters);
  result<void> shorten_lock_waits();
  bool read_answer();
  void note_failure(const pg_result* rows);
  result<void> lose();
  result<void> run_simple(const char* sql);

  postgres_link link_;
  /// By their SQL; they keep their addresses.
  std::map<std::string, postgres_text, std::less<>> texts_;
  std::deque<awaited> awaited_;
  /// Of what was sent since the last `settle`.
  std::optional<error> failure_;
  std::uint64_t statements_ = 0;
  std::uint64_t round_trips_ = 0;
  bool must_drop_ = false;
  bool met_conflict_ = false;
  bool waits_ = true;
  state state_ = state::idle;
};

}  // namespace aurawell::net
