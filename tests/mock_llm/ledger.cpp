#include "tests/mock_llm/ledger.hpp"

namespace aurawell::mock {
namespace {

constexpr std::size_t max_aborts = 100'000;

}  // namespace

void ledger::add_abort(std::chrono::steady_clock::time_point when) {
  const std::lock_guard lock{mutex_};
  last_abort_ = when;
  if (aborts_.size() < max_aborts) {
    aborts_.push_back(when);
  }
  // Counted after the time is stored, so that a reader of the count finds the time.
  streams_aborted.fetch_add(1);
}

std::vector<std::chrono::steady_clock::time_point> ledger::abort_times() const {
  const std::lock_guard lock{mutex_};
  return aborts_;
}

void ledger::add_quirk(const std::string& name) {
  const std::lock_guard lock{mutex_};
  ++quirks_[name];
}

std::map<std::string, std::uint64_t> ledger::quirks_served() const {
  const std::lock_guard lock{mutex_};
  return quirks_;
}

mock_llm_stats ledger::stats() const {
  mock_llm_stats now;
  now.connections = connections;
  now.connections_open = connections_open;
  now.requests = requests;
  now.requests_refused = requests_refused;
  now.streams_running = streams_running;
  now.streams_finished = streams_finished;
  now.tokens_sent = tokens_sent;
  now.writes_blocked = writes_blocked;
  const std::lock_guard lock{mutex_};
  now.streams_aborted = streams_aborted;
  now.last_abort = last_abort_;
  return now;
}

}  // namespace aurawell::mock
