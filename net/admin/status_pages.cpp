#include "net/admin/status_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "net/admin/text_table.hpp"
#include "net/json/json_arrays.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

std::string of(std::uint64_t part, std::uint64_t whole) {
  return fmt::format("{}/{}", part, whole);
}

/// "250 ms", "12.5 s"; "-" for no time.
std::string duration_text(milliseconds time) {
  if (time.count() <= 0) {
    return "-";
  }
  if (time < std::chrono::seconds{1}) {
    return fmt::format("{} ms", time.count());
  }
  return fmt::format("{:.1f} s", std::chrono::duration<double>{time}.count());
}

/// "unopened thoughts | m: without thinking, user_id; history up to 4096 bytes"; "-" for nothing.
std::string lessons_text(const provider_status& provider) {
  std::string text = provider.unopened_thoughts.value_or(false) ? "unopened thoughts" : "";
  for (const auto& lesson : provider.lessons) {
    text += (text.empty() ? "" : " | ") + lesson.model + ":";
    if (!lesson.refused.empty()) {
      text += fmt::format(" without {}", fmt::join(lesson.refused, ", "));
    }
    if (lesson.history_bytes) {
      text += (lesson.refused.empty() ? " history up to " : "; history up to ") +
              std::to_string(*lesson.history_bytes) + " bytes";
    }
  }
  return text.empty() ? "-" : text;
}

std::string_view to_text(breaker_state state) noexcept {
  switch (state) {
    case breaker_state::closed: return "closed";
    case breaker_state::open: return "open";
    case breaker_state::half_open: return "half_open";
  }
  return "";
}

void write_milliseconds(json_writer& json, std::string_view name, milliseconds time) {
  json.number(name, static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0)));
}

void write_pool(json_writer& json, const pool_status& pool) {
  json.text("name", pool.name);
  json.number("workers", pool.workers);
  json.number("idle_workers", pool.idle_workers);
  json.number("preparing", pool.preparing);
  json.number("streaming", pool.streaming);
  json.number("max_streams", pool.max_streams);
  json.number("waiting", pool.waiting);
  json.number("queue", pool.queue);
  json.number("users", pool.users);
  json.number("admitted", pool.admitted);
  json.number("refused", pool.refused);
  write_milliseconds(json, "expected_wait_ms", pool.expected_wait);
  write_texts(json, "providers", pool.providers);
}

void write_lesson(json_writer& json, const provider_lesson& lesson) {
  json.text("model", lesson.model);
  write_texts(json, "refused", lesson.refused);
  if (lesson.history_bytes) {
    json.number("history_bytes", *lesson.history_bytes);
  } else {
    json.null("history_bytes");
  }
}

void write_provider(json_writer& json, const provider_status& provider) {
  json.text("name", provider.name);
  json.text("breaker", to_text(provider.breaker));
  write_milliseconds(json, "probe_in_ms", provider.probe_in);
  json.number("recent_attempts", provider.recent_attempts);
  json.number("recent_failures", provider.recent_failures);
  json.number("streaming", provider.streaming);
  json.number("attempts", provider.attempts);
  json.number("failures", provider.failures);
  json.text("last_failure", provider.last_failure);
  write_objects(json, "learned", provider.lessons, write_lesson);
  if (provider.unopened_thoughts) {
    json.flag("unopened_thoughts", *provider.unopened_thoughts);
  } else {
    json.null("unopened_thoughts");
  }
}

template <class Rows, class Write>
std::string list_json(std::string_view name, const Rows& rows, Write write) {
  std::string text;
  json_writer json{text};
  json.begin_object();
  write_objects(json, name, rows, write);
  json.end_object();
  text += '\n';
  return text;
}

}  // namespace

std::string pools_text(const std::vector<pool_status>& pools) {
  text_table table{{"POOL", "IDLE", "PREPARING", "STREAMING", "WAITING", "USERS", "EXPECTED WAIT",
                    "ADMITTED", "REFUSED", "PROVIDERS"}};
  for (const auto& pool : pools) {
    table.add({pool.name, of(pool.idle_workers, pool.workers), std::to_string(pool.preparing),
               of(pool.streaming, pool.max_streams), of(pool.waiting, pool.queue),
               std::to_string(pool.users), duration_text(pool.expected_wait),
               std::to_string(pool.admitted), std::to_string(pool.refused),
               fmt::format("{}", fmt::join(pool.providers, ", "))});
  }
  return table.text();
}

std::string providers_text(const std::vector<provider_status>& providers) {
  text_table table{{"PROVIDER", "BREAKER", "PROBE IN", "RECENT FAILURES", "STREAMING", "ATTEMPTS",
                    "FAILURES", "LEARNED", "LAST FAILURE"}};
  for (const auto& provider : providers) {
    table.add(
        {provider.name, std::string{to_text(provider.breaker)}, duration_text(provider.probe_in),
         of(provider.recent_failures, provider.recent_attempts), std::to_string(provider.streaming),
         std::to_string(provider.attempts), std::to_string(provider.failures),
         lessons_text(provider), provider.last_failure.empty() ? "-" : provider.last_failure});
  }
  return table.text();
}

std::string pools_json(const std::vector<pool_status>& pools) {
  return list_json("pools", pools, write_pool);
}

std::string providers_json(const std::vector<provider_status>& providers) {
  return list_json("providers", providers, write_provider);
}

}  // namespace aurawell::net
