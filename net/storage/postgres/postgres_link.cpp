#include "net/storage/postgres/postgres_link.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "domain/log/log.hpp"
#include "net/storage/postgres/postgres_faults.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

/// Between a failed attempt and the next one.
constexpr milliseconds pause{250};
/// For a server that answers at once, also when nobody waits for slow ones.
constexpr milliseconds shortest_wait{50};
/// The server ends a statement that takes too long; without a word from it the connection is dead.
constexpr milliseconds answer_margin{2'000};
constexpr int oldest_server = 140'000;

/// The server keeps the plan of a prepared statement, also one that it made for tables with few
/// rows, where reading a table whole is cheapest. All statements find their rows by indexes.
constexpr const char* plan_options =
    " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

/// Session settings; what the URL's `options` name comes later and applies.
std::string session_options(const postgres_target& target) {
  const auto& limits = target.options;
  const auto number = [](milliseconds time) { return std::to_string(time.count()); };
  return "-c statement_timeout=" + number(limits.statement_timeout) +
         " -c lock_timeout=" + number(limits.lock_timeout) +
         " -c idle_in_transaction_session_timeout=" + number(limits.idle_timeout) + plan_options +
         (target.sync_to_disk ? "" : " -c synchronous_commit=off");
}

std::string own_options(const std::string& url) {
  PQconninfoOption* parts = PQconninfoParse(url.c_str(), nullptr);
  std::string found;
  for (const auto* part = parts; part != nullptr && part->keyword != nullptr; ++part) {
    if (std::string_view{part->keyword} == "options" && part->val != nullptr) {
      found = part->val;
    }
  }
  PQconninfoFree(parts);
  return found;
}

/// Blocks for at most `connect_timeout` for each host.
PGconn* connect_now(const postgres_target& target) {
  const auto seconds = std::max<long>(
      2, std::chrono::ceil<std::chrono::seconds>(target.options.connect_timeout).count());
  const auto connect_timeout = std::to_string(seconds);
  const auto silence = std::to_string((target.options.statement_timeout + answer_margin).count());
  const auto options = session_options(target) + " " + own_options(target.url);
  // A keyword before `dbname` is a default, one behind it overrides the URL.
  constexpr std::size_t count = 10;
  const std::array<const char*, count + 1> names{"connect_timeout",
                                                 "keepalives_idle",
                                                 "keepalives_interval",
                                                 "keepalives_count",
                                                 "tcp_user_timeout",
                                                 "target_session_attrs",
                                                 "fallback_application_name",
                                                 "dbname",
                                                 "options",
                                                 "client_encoding",
                                                 nullptr};
  const std::array<const char*, count + 1> values{
      connect_timeout.c_str(), "10",         "5",        "3",
      silence.c_str(),         "read-write", "aurawell", target.url.c_str(),
      options.c_str(),         "UTF8",       nullptr};
  return PQconnectdbParams(names.data(), values.data(), 1);
}

/// Nothing: it can be used.
std::optional<error> problem_of(PGconn* made) {
  if (PQstatus(made) != CONNECTION_OK) {
    return error{ec::database_unreachable, "no connection to the database"};
  }
  if (const auto version = PQserverVersion(made); version < oldest_server) {
    return error{ec::bad_configuration, "the PostgreSQL server has version " +
                                            std::to_string(version / 10'000) +
                                            ", this program needs 14 or later; upgrade the server"};
  }
  const char* encoding = PQparameterStatus(made, "server_encoding");
  if (encoding == nullptr || std::string_view{encoding} != "UTF8") {
    return error{ec::bad_configuration, "the database has the encoding " +
                                            std::string{encoding ? encoding : "unknown"} +
                                            "; create one with ENCODING 'UTF8' TEMPLATE template0"};
  }
  return std::nullopt;
}

std::string first_line(std::string_view text) {
  return std::string{text.substr(0, text.find('\n'))};
}

}  // namespace

/// Shared with the thread that connects.
struct postgres_link::attempt {
  std::mutex mutex;
  std::condition_variable change;
  bool is_over = false;
  bool is_abandoned = false;
  std::unique_ptr<pg_conn, closer> made;
};

void postgres_link::closer::operator()(pg_conn* handle) const noexcept {
  PQfinish(handle);
}

postgres_link::postgres_link(postgres_target target) : target_{std::move(target)} {}

/// Waits for the thread that connects, which must not outlive the libraries that it uses.
postgres_link::~postgres_link() {
  if (attempt_) {
    std::unique_lock lock{attempt_->mutex};
    attempt_->is_abandoned = true;
    attempt_->change.wait_for(lock, longest_attempt(), [&] { return attempt_->is_over; });
  }
}

milliseconds postgres_link::longest_attempt() const {
  const auto hosts = 1 + std::count(target_.url.begin(), target_.url.end(), ',');
  return hosts * std::max(target_.options.connect_timeout, milliseconds{2'000}) +
         milliseconds{1'000};
}

/// The thread ends by itself, at the latest when every host has had its time.
void postgres_link::start_attempt() {
  attempt_ = std::make_shared<attempt>();
  std::thread{[shared = attempt_, target = target_] {
    std::unique_ptr<pg_conn, closer> made{connect_now(target)};
    const std::lock_guard lock{shared->mutex};
    if (!shared->is_abandoned) {
      shared->made = std::move(made);
    }
    shared->is_over = true;
    shared->change.notify_all();
  }}.detach();
}

result<void> postgres_link::connect(bool wait) {
  if (handle_) {
    return {};
  }
  if (!attempt_ && refused_ && clock::now() < next_attempt_) {
    return *refused_;
  }
  const bool is_new = !attempt_;
  if (is_new) {
    start_attempt();
  }
  std::unique_ptr<pg_conn, closer> made;
  {
    std::unique_lock lock{attempt_->mutex};
    const auto most = refused_ ? (is_new ? shortest_wait : milliseconds{0})
                      : wait   ? longest_attempt()
                               : shortest_wait;
    if (!attempt_->change.wait_for(lock, most, [&] { return attempt_->is_over; })) {
      return refuse({ec::database_unreachable, "the database does not answer yet"});
    }
    made = std::move(attempt_->made);
  }
  attempt_.reset();
  return take(made.release());
}

result<void> postgres_link::take(pg_conn* made) {
  handle_.reset(made);
  if (auto problem = problem_of(made)) {
    const auto reason = first_line(PQerrorMessage(made));
    drop();
    if (logged_ != reason && !reason.empty()) {
      logging::warn("store.not_connected", {{"detail", reason}});
      logged_ = reason;
    }
    next_attempt_ = clock::now() + pause;
    return refuse(*problem);
  }
  logged_.clear();
  refused_.reset();
  PQsetnonblocking(made, 1);
  PQenterPipelineMode(made);
  // Notices may quote data.
  PQsetNoticeProcessor(
      made, [](void*, const char*) {}, nullptr);
  return {};
}

result<void> postgres_link::refuse(const error& why) {
  refused_ = why;
  return why;
}

bool postgres_link::was_closed() const {
  // The first reads a last message, the second the end.
  for (int look = 0; handle_ && look < 3; ++look) {
    pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
    if (poll(&socket, 1, 0) <= 0) {
      return false;
    }
    if (PQconsumeInput(handle_.get()) == 0 || PQstatus(handle_.get()) != CONNECTION_OK) {
      return true;
    }
  }
  return false;
}

bool postgres_link::wait() {
  const auto deadline = clock::now() + target_.options.statement_timeout + answer_margin;
  while (handle_) {
    const int unsent = PQflush(handle_.get());
    if (unsent < 0) {
      return false;
    }
    const auto left = std::chrono::ceil<milliseconds>(deadline - clock::now()).count();
    pollfd socket{PQsocket(handle_.get()), static_cast<short>(POLLIN | (unsent > 0 ? POLLOUT : 0)),
                  0};
    const int ready = left > 0 ? poll(&socket, 1, static_cast<int>(left)) : 0;
    if (ready == 0 || (ready < 0 && errno != EINTR)) {
      return false;
    }
    if (ready > 0 && (socket.revents & ~POLLOUT) != 0) {
      return PQconsumeInput(handle_.get()) != 0;
    }
  }
  return false;
}

}  // namespace aurawell::net
