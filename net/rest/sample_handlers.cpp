#include <algorithm>
#include <cstdint>
#include <utility>

#include "domain/account/audited_use.hpp"
#include "domain/account/problems.hpp"
#include "net/query_parameters.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/member_query.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/profile_handlers.hpp"
#include "net/rest/sample_json.hpp"
#include "net/rest/store_reply.hpp"
#include "net/rest/time_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t most_samples = 500;
constexpr std::size_t longest_source = 64;
/// How far the clock of a device may be ahead.
constexpr std::chrono::hours ahead{24};

/// In milliseconds; a `wall_time` ends in 2262.
constexpr std::int64_t latest = 9'000'000'000'000;

constexpr auto all_kinds =
    "must be steps, sleep_minutes, weight, heart_rate, systolic, diastolic or mood";

void read_value(json_fields& fields, health_sample& into) {
  const auto value = fields.required_number("value");
  const auto range = range_of(into.kind);
  if (value && !range.holds(*value)) {
    fields.add_problem(ec::out_of_range, "value",
                       "must be from " + std::to_string(static_cast<int>(range.low)) + " to " +
                           std::to_string(static_cast<int>(range.high)));
  }
  into.value = value.value_or(0);
  const auto unit = fields.text("unit");
  if (!unit.empty() && unit != unit_of(into.kind)) {
    fields.add_problem(ec::invalid_input, "unit", "must be " + std::string{unit_of(into.kind)});
  }
}

void read_time(json_fields& fields, wall_time now, health_sample& into) {
  const auto text = fields.required_text("time");
  if (text.empty()) {
    return;
  }
  const auto at = parse_time(text);
  if (!at) {
    fields.add_problem(ec::bad_format, "time", "must be as 2026-01-02T03:04:05Z");
  } else if (*at < wall_time{} || *at > now + ahead) {
    fields.add_problem(ec::out_of_range, "time", "must lie between 1970 and now");
  } else {
    into.at = *at;
  }
}

health_sample read_sample(json_fields& fields, wall_time now) {
  health_sample read;
  const auto kind = sample_kind_from_string(fields.required_text("kind"));
  if (kind) {
    read.kind = *kind;
    read_value(fields, read);
  } else if (fields.has("kind")) {
    fields.add_problem(ec::invalid_input, "kind", all_kinds);
  }
  read_time(fields, now, read);
  read.source = fields.text("source");
  if (read.source.empty()) {
    read.source = "manual";
  } else if (read.source.size() > longest_source) {
    fields.add_problem(ec::out_of_range, "source", "must have at most 64 bytes");
  }
  return read;
}

result<std::vector<health_sample>> read_samples(const rest_request& request) {
  const auto body = read_json_body(request.body);
  if (!body) {
    return body.failure();
  }
  json_fields fields{*body};
  std::vector<health_sample> samples;
  if (!fields.has("samples")) {
    samples.push_back(read_sample(fields, request.now));
  } else if (const auto* list = fields.array("samples")) {
    if (list->size() == 0 || list->size() > most_samples) {
      return error{ec::out_of_range, "samples must have 1 to 500 elements"};
    }
    std::size_t index = 0;
    for (const auto& sample : *list) {
      const auto where = "samples[" + std::to_string(index++) + "]";
      if (!sample.is_object()) {
        fields.add_problem(ec::bad_format, where, "must be an object");
        continue;
      }
      json_fields one{sample, where + "."};
      samples.push_back(read_sample(one, request.now));
      fields.add_problems(one.problems());
    }
  }
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  return samples;
}

result<sample_query> read_query(const rest_request& request) {
  sample_query query;
  const auto page = read_page(request.query, 100);
  if (!page) {
    return page.failure();
  }
  query.limit = page->limit;
  if (page->before) {
    query.before = wall_time{std::chrono::milliseconds{std::min(*page->before, latest)}};
  }
  const auto kind = find_parameter(request.query, "kind");
  if (kind && !kind->empty()) {
    query.kind = sample_kind_from_string(*kind);
    if (!query.kind) {
      return error{ec::invalid_input, std::string{"kind "} + all_kinds};
    }
  }
  return query;
}

http_reply samples_reply(const std::vector<health_sample>& samples, std::size_t limit) {
  return data_reply(200, "", [&](json_writer& json) {
    json.begin_array("samples");
    for (const auto& sample : samples) {
      write_sample(json, sample);
    }
    json.end_array();
    if (samples.size() >= limit) {
      json.number("next", to_cursor(samples.back().at));
    } else {
      json.null("next");
    }
  });
}

}  // namespace

rest_answer list_samples(const rest_backend& behind, const rest_request& request,
                         const caller& who) {
  const auto wish = read_member(behind, request, who, member_need::view);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto query = read_query(request);
  if (!query) {
    return failure_reply(query.failure(), request.now);
  }
  const auto find = [wish = *wish, query = *query,
                     now = request.now](advice_store& store) -> result<std::vector<health_sample>> {
    const auto access = use_member(store.accounts(), wish, "read_samples", now);
    if (!access) {
      return access.failure();
    }
    auto wanted = query;
    wanted.member = access->who.key;
    return store.accounts().list_samples(wanted);
  };
  return reply_from_store<std::vector<health_sample>>(
      behind.store, use_for(*wish), find,
      [limit = query->limit](const std::vector<health_sample>& samples, wall_time) {
        return samples_reply(samples, limit);
      });
}

rest_answer add_samples(const rest_backend& behind, const rest_request& request,
                        const caller& who) {
  const auto wish = read_member(behind, request, who, member_need::act);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  auto samples = read_samples(request);
  if (!samples) {
    return failure_reply(samples.failure(), request.now);
  }
  const auto add = [wish = *wish, samples = *std::move(samples),
                    now = request.now](advice_store& store) -> result<std::size_t> {
    const auto access = use_member(store.accounts(), wish, "add_samples", now);
    if (!access) {
      return access.failure();
    }
    const auto added = store.accounts().add_samples(access->who.key, samples);
    return added ? result<std::size_t>{samples.size()} : added.failure();
  };
  return reply_from_store<std::size_t>(
      behind.store, store_use::writes, add, [](std::size_t count, wall_time) {
        return data_reply(201, "", [&](json_writer& json) { json.number("saved", count); });
      });
}

}  // namespace aurawell::net
