#include "net/rest/records/sample_json.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "domain/sign_in/problems.hpp"
#include "net/address/query_parameters.hpp"
#include "net/address/url_text.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/time_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t most_samples = 500;
constexpr std::size_t longest_source = 64;
/// Most time that the clock of a device may be ahead.
constexpr std::chrono::hours ahead{24};

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

result<std::optional<sample_kind>> read_kind(const rest_request& request) {
  const auto text = find_parameter(request.query, "kind");
  if (!text || text->empty()) {
    return std::optional<sample_kind>{};
  }
  const auto kind = sample_kind_from_string(*text);
  return kind ? result<std::optional<sample_kind>>{kind}
              : error{ec::invalid_input, std::string{"kind "} + all_kinds};
}

}  // namespace

void write_sample(json_writer& json, const health_sample& sample) {
  json.begin_object();
  json.text("kind", to_string(sample.kind));
  json.decimal("value", sample.value);
  json.text("unit", unit_of(sample.kind));
  json.text("time", timestamp{sample.at});
  json.text("source", sample.source);
  json.end_object();
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
      const auto path = "samples[" + std::to_string(index++) + "]";
      if (!sample.is_object()) {
        fields.add_problem(ec::bad_format, path, "must be an object");
        continue;
      }
      json_fields one{sample, path + "."};
      samples.push_back(read_sample(one, request.now));
      fields.add_problems(one.problems());
    }
  }
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  return samples;
}

result<sample_query> read_sample_query(const rest_request& request) {
  sample_query query;
  const auto page = read_page(request.query, 100);
  if (!page) {
    return page.failure();
  }
  query.limit = page->limit;
  query.page = page->before;
  const auto kind = read_kind(request);
  if (!kind) {
    return kind.failure();
  }
  query.kind = *kind;
  return query;
}

result<sample_range> read_sample_range(const rest_request& request) {
  const auto kind = read_kind(request);
  if (!kind) {
    return kind.failure();
  }
  const auto text = find_parameter(request.query, "until");
  if (!text || text->empty()) {
    return error{ec::missing_field, "until is missing: up to which time measurements go"};
  }
  const auto until = parse_time(percent_decode(*text).value_or(std::string{}));
  if (!until) {
    return error{ec::bad_format, "until must be as 2026-01-02T03:04:05Z"};
  }
  return sample_range{{}, *until, *kind};
}

}  // namespace aurawell::net
