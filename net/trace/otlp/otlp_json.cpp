#include "net/trace/otlp/otlp_json.hpp"

#include <chrono>
#include <cstdint>

#include "domain/text/parse_number.hpp"
#include "domain/text/utf8.hpp"
#include "net/json/json_document.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

// Of `Span.SpanKind` and `Status.StatusCode`.
constexpr std::uint64_t internal_kind = 1;
constexpr std::uint64_t server_kind = 2;
constexpr std::uint64_t client_kind = 3;
constexpr std::uint64_t error_code = 2;

constexpr std::string_view conventions = "https://opentelemetry.io/schemas/1.41.0";

std::uint64_t number_of(span_kind kind) noexcept {
  switch (kind) {
    case span_kind::internal: return internal_kind;
    case span_kind::server: return server_kind;
    case span_kind::client: return client_kind;
  }
  return 0;
}

std::string_view bounded(std::string_view text) noexcept {
  std::size_t size = 0;
  while (size < text.size()) {
    const auto next = size + utf8_at(text, size).length;
    if (next > most_attribute_bytes) {
      break;
    }
    size = next;
  }
  return text.substr(0, size);
}

void write_value(json_writer& json, std::string_view text) {
  json.text("stringValue", bounded(text));
}

void write_value(json_writer& json, std::int64_t number) {
  json.text("intValue", std::to_string(number));
}

template <class Value>
void write_attribute(json_writer& json, std::string_view key, const Value& value) {
  json.begin_object();
  json.text("key", key);
  json.begin_object("value");
  write_value(json, value);
  json.end_object();
  json.end_object();
}

std::string nanoseconds_of(wall_time at) {
  using std::chrono::nanoseconds;
  return std::to_string(std::chrono::duration_cast<nanoseconds>(at.time_since_epoch()).count());
}

void write_attributes(json_writer& json, const span_report& span) {
  json.begin_array("attributes");
  for (const auto& [key, value] : span.attributes) {
    std::visit([&, key = key](const auto& held) { write_attribute(json, key, held); }, value);
  }
  if (!span.error_type.empty()) {
    write_attribute(json, "error.type", span.error_type);
  }
  json.end_array();
}

void write_span(json_writer& json, const span_report& span) {
  json.begin_object();
  json.text("traceId", to_hex(span.trace));
  json.text("spanId", to_hex(span.span));
  if (span.parent) {
    json.text("parentSpanId", to_hex(*span.parent));
  }
  json.text("name", bounded(span.name));
  json.number("kind", number_of(span.kind));
  json.text("startTimeUnixNano", nanoseconds_of(span.begin));
  json.text("endTimeUnixNano", nanoseconds_of(span.end));
  write_attributes(json, span);
  if (!span.error_type.empty()) {
    json.begin_object("status");
    json.number("code", error_code);
    json.end_object();
  }
  json.end_object();
}

void write_resource(json_writer& json, const trace_source& from) {
  json.begin_object("resource");
  json.begin_array("attributes");
  write_attribute(json, "service.name", std::string_view{"aurawell"});
  write_attribute(json, "service.version", from.version);
  write_attribute(json, "service.instance.id", from.instance);
  json.end_array();
  json.end_object();
}

}  // namespace

std::string to_otlp_json(std::span<const span_report> spans, const trace_source& from) {
  std::string body;
  json_writer json{body};
  json.begin_object();
  json.begin_array("resourceSpans");
  json.begin_object();
  write_resource(json, from);
  json.begin_array("scopeSpans");
  json.begin_object();
  json.begin_object("scope");
  json.text("name", "aurawell");
  json.text("version", from.version);
  json.end_object();
  json.begin_array("spans");
  for (const auto& span : spans) {
    write_span(json, span);
  }
  json.end_array();
  json.text("schemaUrl", conventions);
  json.end_object();
  json.end_array();
  json.end_object();
  json.end_array();
  json.end_object();
  return body;
}

std::size_t read_rejected_spans(std::string_view body) {
  const json_document document{body, {.max_depth = 8}};
  if (!document.is_valid()) {
    return 0;
  }
  const auto* count = find_member(find_member(document.root(), "partialSuccess"), "rejectedSpans");
  if (count == nullptr || (!count->is_text() && !count->is_number())) {
    return 0;
  }
  return parse_number<std::size_t>(count->is_text() ? count->text() : count->digits()).value_or(0);
}

}  // namespace aurawell::net
