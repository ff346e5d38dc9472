#include "net/storage/postgres/postgres_connection.hpp"

#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <utility>

#include "net/storage/postgres/postgres_cursor.hpp"
#include "net/storage/postgres/postgres_faults.hpp"
#include "net/storage/postgres/postgres_parameters.hpp"

namespace aurawell::net {
namespace {

std::atomic<std::uint64_t> damaged_calls{0};

/// ?1 becomes $1; no statement has a '?' elsewhere.
std::string in_postgres(std::string_view sql) {
  std::string spelled_sql{sql};
  for (auto& one : spelled_sql) {
    one = one == '?' ? '$' : one;
  }
  return spelled_sql;
}

constexpr std::string_view commit_sql = "COMMIT";

/// The server answers the COMMIT of a transaction in which a statement has failed with success, and
/// rolls back.
bool was_committed(pg_result* rows) {
  return std::string_view{PQcmdStatus(rows)} != "ROLLBACK";
}

std::string_view state_of(const pg_result* rows) {
  const char* found = PQresultErrorField(rows, PG_DIAG_SQLSTATE);
  return found == nullptr ? std::string_view{"08006"} : found;
}

}  // namespace

void postgres_answer::clearer::operator()(pg_result* answered) const noexcept {
  PQclear(answered);
}

std::uint64_t postgres_connection::damage_met() const noexcept {
  return damaged_calls.load(std::memory_order_relaxed);
}

result<sql_statement> postgres_connection::prepare(std::string_view sql) {
  auto found = texts_.find(sql);
  if (found == texts_.end()) {
    auto name = "s" + std::to_string(texts_.size());
    found = texts_.emplace(sql, postgres_text{std::move(name), in_postgres(sql)}).first;
  }
  return sql_statement{std::make_unique<postgres_prepared>(*this, found->second)};
}

result<void> postgres_connection::connect() {
  if (link_.handle() != nullptr) {
    return {};
  }
  for (auto& [sql, text] : texts_) {
    text.is_prepared = false;
  }
  must_drop_ = false;
  return link_.connect(waits_);
}

/// Connects again if the server has closed the connection since the last transaction.
result<void> postgres_connection::make_ready() {
  if (state_ == state::broken) {
    return connection_lost();
  }
  if (state_ == state::idle && awaited_.empty() && link_.was_closed()) {
    link_.drop();
  }
  return connect();
}

result<void> postgres_connection::prepare_on_server(postgres_text& text,
                                                    const postgres_parameters& parameters) {
  if (PQsendPrepare(link_.handle(), text.name.c_str(), text.sql.c_str(), parameters.count(),
                    parameters.types.data()) == 0) {
    return lose();
  }
  awaited_.push_back({std::make_shared<postgres_answer>(), &text});
  text.is_prepared = true;
  return {};
}

result<void> postgres_connection::send(postgres_text& text, const postgres_parameters& parameters,
                                       std::shared_ptr<postgres_answer> answer) {
  if (auto ready = make_ready(); !ready) {
    return ready;
  }
  if (!text.is_prepared) {
    if (auto sent = prepare_on_server(text, parameters); !sent) {
      return sent;
    }
  }
  constexpr int binary = 1;
  if (PQsendQueryPrepared(link_.handle(), text.name.c_str(), parameters.count(),
                          parameters.values.data(), parameters.sizes.data(),
                          parameters.formats.data(), binary) == 0) {
    return lose();
  }
  awaited_.push_back({std::move(answer), nullptr, text.sql == commit_sql});
  ++statements_;
  if (!text.sql.starts_with("BEGIN")) {
    return {};
  }
  state_ = state::open;
  return waits_ ? result<void>{} : shorten_lock_waits();
}

/// Nobody waits long for a lock while the database counts as away: other writes wait behind it.
result<void> postgres_connection::shorten_lock_waits() {
  const auto shorten = prepare("SET LOCAL lock_timeout = 100");
  return shorten ? shorten.value()->start()->finish() : shorten.failure();
}

result<void> postgres_connection::settle() {
  if (awaited_.empty()) {
    const auto failure = std::exchange(failure_, std::nullopt);
    return failure ? result<void>{*failure} : result<void>{};
  }
  if (PQpipelineSync(link_.handle()) == 0) {
    return lose();
  }
  awaited_.push_back({nullptr});
  ++round_trips_;
  while (!awaited_.empty()) {
    if (!read_answer()) {
      return lose();
    }
  }
  state_ = PQtransactionStatus(link_.handle()) == PQTRANS_IDLE ? state::idle : state::open;
  if (must_drop_) {
    return lose();
  }
  const auto failure = std::exchange(failure_, std::nullopt);
  return failure ? result<void>{*failure} : result<void>{};
}

/// Reads one result of libpq. False: the connection is broken.
bool postgres_connection::read_answer() {
  auto* const handle = link_.handle();
  while (PQisBusy(handle) != 0) {
    if (!link_.wait()) {
      return false;
    }
  }
  std::unique_ptr<pg_result, postgres_answer::clearer> rows{PQgetResult(handle)};
  if (PQstatus(handle) != CONNECTION_OK) {
    return false;
  }
  auto& front = awaited_.front();
  const auto status = rows ? PQresultStatus(rows.get()) : PGRES_EMPTY_QUERY;
  if (status == PGRES_PIPELINE_SYNC) {
    awaited_.pop_front();
  } else if (!rows) {
    // The end of one statement's answer.
    if (!front.answer) {
      return false;
    }
    front.answer->is_read = true;
    awaited_.pop_front();
  } else if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
    if (front.commits && !failure_ && !was_committed(rows.get())) {
      failure_ = not_committed();
    }
    front.answer->rows = std::move(rows);
  } else {
    if (front.prepares != nullptr) {
      front.prepares->is_prepared = false;
    }
    if (status != PGRES_PIPELINE_ABORTED) {
      note_failure(rows.get());
    }
  }
  return true;
}

void postgres_connection::note_failure(const pg_result* rows) {
  const auto sql_state = state_of(rows);
  met_conflict_ = met_conflict_ || is_conflict(sql_state);
  must_drop_ = must_drop_ || ends_connection(sql_state);
  if (sql_state == "XX001" || sql_state == "XX002") {
    damaged_calls.fetch_add(1, std::memory_order_relaxed);
  }
  if (!failure_) {
    failure_ = postgres_failure(sql_state);
  }
}

/// Everything that was sent is lost; whether a commit took place is not known.
result<void> postgres_connection::lose() {
  for (auto& one : awaited_) {
    if (one.answer) {
      one.answer->is_read = true;
    }
  }
  awaited_.clear();
  link_.drop();
  state_ = state_ == state::idle ? state::idle : state::broken;
  const auto known = std::exchange(failure_, std::nullopt);
  return known && known->code == ec::database_unreachable ? *known : connection_lost();
}

void postgres_connection::roll_back() noexcept {
  // What was sent before must not make the server skip the next statement.
  (void)settle();
  if (state_ == state::open) {
    const auto statement = prepare("ROLLBACK");
    auto done =
        statement ? statement.value()->start()->finish() : result<void>{statement.failure()};
    done = done ? settle() : done;
    if (!done || state_ != state::idle) {
      (void)lose();
    }
  }
  state_ = state::idle;
}

result<void> postgres_connection::execute(const char* sql) {
  auto done = settle();
  done = done ? make_ready() : done;
  if (!done) {
    return done;
  }
  if (PQexitPipelineMode(link_.handle()) == 0) {
    return lose();
  }
  done = run_simple(sql);
  if (link_.handle() != nullptr && PQenterPipelineMode(link_.handle()) == 0) {
    return lose();
  }
  return done;
}

/// Outside pipeline mode a text may hold more than one statement.
result<void> postgres_connection::run_simple(const char* sql) {
  auto* const handle = link_.handle();
  if (PQsendQuery(handle, sql) == 0) {
    return lose();
  }
  while (true) {
    while (PQisBusy(handle) != 0) {
      if (!link_.wait()) {
        return lose();
      }
    }
    const std::unique_ptr<pg_result, postgres_answer::clearer> rows{PQgetResult(handle)};
    if (PQstatus(handle) != CONNECTION_OK) {
      return lose();
    }
    if (!rows) {
      break;
    }
    if (PQresultStatus(rows.get()) == PGRES_FATAL_ERROR) {
      note_failure(rows.get());
    } else if (sql == commit_sql && !failure_ && !was_committed(rows.get())) {
      failure_ = not_committed();
    }
  }
  state_ = PQtransactionStatus(handle) == PQTRANS_IDLE ? state::idle : state::open;
  const auto failure = std::exchange(failure_, std::nullopt);
  return failure ? result<void>{*failure} : result<void>{};
}

}  // namespace aurawell::net
