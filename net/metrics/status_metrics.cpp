#include "net/metrics/status_metrics.hpp"

#include <array>
#include <chrono>
#include <string_view>

#include "net/metrics/sampled_family.hpp"
#include "net/metrics/striped_histogram.hpp"

namespace aurawell::net {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

/// Makes a family with one value for each pool or each provider.
template <class Status>
struct column {
  const char* name;
  MetricType type;
  const char* help;
  double (*value)(const Status&);
};

template <class Status>
void add_columns(std::vector<MetricFamily>& to, const std::vector<Status>& rows, const char* label,
                 const auto& columns) {
  for (const auto& column : columns) {
    sampled_family family{column.name, column.type, column.help};
    for (const auto& row : rows) {
      family.add(column.value(row), {{label, row.name}});
    }
    to.push_back(std::move(family).take());
  }
}

constexpr auto gauge = MetricType::Gauge;
constexpr auto counter = MetricType::Counter;

constexpr std::array pool_columns{
    column<pool_status>{"aurawell_pool_workers", gauge, "Workers of the pool.",
                        [](const pool_status& p) { return double(p.workers); }},
    column<pool_status>{"aurawell_pool_idle_workers", gauge, "Workers that wait for a question.",
                        [](const pool_status& p) { return double(p.idle_workers); }},
    column<pool_status>{"aurawell_pool_preparing", gauge, "Questions at workers.",
                        [](const pool_status& p) { return double(p.preparing); }},
    column<pool_status>{"aurawell_pool_streaming", gauge, "Answers that stream.",
                        [](const pool_status& p) { return double(p.streaming); }},
    column<pool_status>{"aurawell_pool_max_streams", gauge, "Answers that may stream at a time.",
                        [](const pool_status& p) { return double(p.max_streams); }},
    column<pool_status>{"aurawell_pool_waiting", gauge, "Questions that wait.",
                        [](const pool_status& p) { return double(p.waiting); }},
    column<pool_status>{"aurawell_pool_queue_size", gauge, "Questions that may wait at a time.",
                        [](const pool_status& p) { return double(p.queue); }},
    column<pool_status>{"aurawell_pool_users", gauge, "People with a question in the pool.",
                        [](const pool_status& p) { return double(p.users); }},
    column<pool_status>{"aurawell_pool_expected_wait_seconds", gauge,
                        "What a question that comes now would have to wait.",
                        [](const pool_status& p) { return in_seconds(p.expected_wait); }},
    column<pool_status>{"aurawell_pool_admitted_total", counter,
                        "Questions that the pool took since it came up.",
                        [](const pool_status& p) { return double(p.admitted); }},
};

constexpr std::array provider_columns{
    column<provider_status>{"aurawell_provider_streaming", gauge,
                            "Answers that the provider is streaming.",
                            [](const provider_status& p) { return double(p.streaming); }},
    column<provider_status>{"aurawell_provider_recent_attempts", gauge,
                            "Tries within the window of the provider's breaker.",
                            [](const provider_status& p) { return double(p.recent_attempts); }},
    column<provider_status>{"aurawell_provider_recent_failures", gauge,
                            "Tries within that window that failed.",
                            [](const provider_status& p) { return double(p.recent_failures); }},
    column<provider_status>{"aurawell_provider_probe_in_seconds", gauge,
                            "Time until a provider whose breaker is open is tried again.",
                            [](const provider_status& p) { return in_seconds(p.probe_in); }},
    column<provider_status>{"aurawell_provider_attempts_total", counter, "Tries at the provider.",
                            [](const provider_status& p) { return double(p.attempts); }},
    column<provider_status>{"aurawell_provider_failures_total", counter, "Tries that failed.",
                            [](const provider_status& p) { return double(p.failures); }},
};

MetricFamily breaker_family(const std::vector<provider_status>& providers) {
  sampled_family family{"aurawell_provider_breaker", gauge,
                        "1 for the state that the provider's breaker is in, 0 for the others."};
  for (const auto& provider : providers) {
    for (const auto& [state, name] :
         {std::pair{breaker_state::closed, "closed"}, std::pair{breaker_state::open, "open"},
          std::pair{breaker_state::half_open, "half_open"}}) {
      family.add(provider.breaker == state ? 1 : 0, {{"provider", provider.name}, {"state", name}});
    }
  }
  return std::move(family).take();
}

}  // namespace

std::vector<MetricFamily> pool_families(const std::vector<pool_status>& pools) {
  std::vector<MetricFamily> families;
  add_columns(families, pools, "pool", pool_columns);
  return families;
}

std::vector<MetricFamily> provider_families(const std::vector<provider_status>& providers) {
  std::vector<MetricFamily> families{breaker_family(providers)};
  add_columns(families, providers, "provider", provider_columns);
  return families;
}

std::vector<MetricFamily> connection_families(const connection_counts::counts& counts) {
  sampled_family connections{"aurawell_connections", gauge, "Open chats."};
  connections.add(counts.connections);
  sampled_family users{"aurawell_connected_users", gauge, "People with at least one open chat."};
  users.add(counts.users);
  // The same under the name that existing dashboards read.
  sampled_family active{"websocket_active_connections", gauge, "Open chats over WebSocket."};
  active.add(counts.connections);
  return {std::move(connections).take(), std::move(users).take(), std::move(active).take()};
}

std::vector<MetricFamily> drain_families(const drain_status& drain) {
  sampled_family phases{"aurawell_drain_phase", gauge,
                        "1 for the phase of a stop that the service is in, 0 for the others."};
  for (const auto phase : {drain_phase::serving, drain_phase::notice, drain_phase::answers,
                           drain_phase::closing, drain_phase::ended}) {
    phases.add(drain.phase == phase ? 1 : 0, {{"phase", to_string(phase)}});
  }
  sampled_family answers{"aurawell_drain_answers_total", counter,
                         "Answers that ran when the service began to stop, by how they ended."};
  answers.add(static_cast<double>(drain.finished), {{"outcome", "finished"}});
  answers.add(static_cast<double>(drain.cut), {{"outcome", "cut"}});
  return {std::move(phases).take(), std::move(answers).take()};
}

MetricFamily takeover_family(const takeover_counts& counts) {
  sampled_family attempts{"aurawell_takeover_attempts_total", counter,
                          "Attempts of other processes to take over from this one, by their end."};
  attempts.add(static_cast<double>(counts.done), {{"result", "done"}});
  attempts.add(static_cast<double>(counts.failed), {{"result", "failed"}});
  attempts.add(static_cast<double>(counts.refused), {{"result", "refused"}});
  return std::move(attempts).take();
}

MetricFamily watchdog_family(const watchdog_counts& counts) {
  sampled_family messages{"aurawell_watchdog_messages_total", counter,
                          "Messages to the service manager that the program works, by their end."};
  messages.add(static_cast<double>(counts.sent), {{"result", "sent"}});
  messages.add(static_cast<double>(counts.withheld), {{"result", "withheld"}});
  return std::move(messages).take();
}

std::vector<MetricFamily> log_families(const logging::line_counts& lines) {
  sampled_family lost{"aurawell_log_lines_lost_total", counter,
                      "Lines of the log that were dropped because they could not be written."};
  lost.add(static_cast<double>(lines.lost));
  sampled_family waiting{"aurawell_log_waiting_bytes", gauge,
                         "Size of the lines of the log that wait to be written."};
  waiting.add(static_cast<double>(lines.waiting_bytes));
  sampled_family omitted{"aurawell_log_lines_omitted_total", counter,
                         "Lines of the log that were left out because they repeated too often."};
  omitted.add(static_cast<double>(lines.omitted));
  return {std::move(lost).take(), std::move(waiting).take(), std::move(omitted).take()};
}

std::vector<MetricFamily> population_families(const population& alive) {
  sampled_family actors{"aurawell_actors", gauge, "Actors that are alive."};
  actors.add(double(alive.actors));
  sampled_family sessions{"aurawell_sessions", gauge, "Sessions, with and without an open chat."};
  sessions.add(alive.sessions);
  return {std::move(actors).take(), std::move(sessions).take()};
}

std::vector<MetricFamily> store_families(const store_status& store) {
  std::vector<MetricFamily> families;
  const auto add = [&families](const char* name, MetricType type, const char* help, auto value) {
    sampled_family family{name, type, help};
    family.add(static_cast<double>(value));
    families.push_back(std::move(family).take());
  };
  add("aurawell_store_degraded", gauge, "1 while the database is away and writes go to the spool.",
      store.degraded);
  add("aurawell_store_damage_total", counter, "Calls that met a damaged page of the database.",
      store.damaged);
  add("aurawell_store_damaged_at_start", gauge,
      "1 when damage of the database was found at the program's start.", store.damaged_at_start);
  add("aurawell_store_log_bytes", gauge, "Size of the database's write-ahead log.",
      store.log_bytes);
  add("aurawell_store_log_unclear", gauge,
      "1 while what was removed is still in the write-ahead log.", store.log_holds_removed);
  add("aurawell_store_reads_waiting", gauge, "Requests over HTTP that wait to read the database.",
      store.reads_waiting);
  add("aurawell_store_changes_waiting", gauge,
      "Requests over HTTP that wait to change the database.", store.changes_waiting);
  add("aurawell_store_refused_total", counter,
      "Requests over HTTP that were refused because too many waited for the database.",
      store.refused);
  add("aurawell_store_other_processes", gauge,
      "Other processes that use the database, during an upgrade.", store.other_processes);
  add("aurawell_spool_held", gauge,
      "0 while another process has the spool: writes fail then while the database is away.",
      store.has_spool);
  add("aurawell_spool_records", gauge, "Writes that wait for the database.", store.waiting);
  add("aurawell_spool_bytes", gauge, "Size of the spool's file.", store.bytes);
  add("aurawell_spool_replayed_total", counter, "Writes that had to wait and are in the database.",
      store.replayed);
  add("aurawell_spool_rejected_total", counter,
      "Writes that had waited and that the database refused.", store.rejected);
  return families;
}

std::vector<MetricFamily> memory_families(const memory_status& memory) {
  sampled_family conversations{"aurawell_memory_conversations", gauge,
                               "Conversations that are remembered."};
  conversations.add(static_cast<double>(memory.conversations));
  sampled_family bytes{"aurawell_memory_bytes", gauge,
                       "Size of what is remembered of conversations."};
  bytes.add(static_cast<double>(memory.bytes));
  sampled_family lookups{"aurawell_memory_lookups_total", counter,
                         "Questions, by whether their conversation was remembered."};
  lookups.add(static_cast<double>(memory.hits), {{"result", "hit"}});
  lookups.add(static_cast<double>(memory.misses), {{"result", "miss"}});
  return {std::move(conversations).take(), std::move(bytes).take(), std::move(lookups).take()};
}

MetricFamily build_family(const std::string& version) {
  sampled_family family{"aurawell_build_info", gauge, "1; the version is in the label."};
  family.add(1, {{"version", version}});
  return std::move(family).take();
}

}  // namespace aurawell::net
