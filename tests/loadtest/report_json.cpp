#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "tests/loadtest/report.hpp"

namespace aurawell::loadtest {
namespace {

using json_writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void put(json_writer& out, const char* name, std::uint64_t value) {
  out.Key(name);
  out.Uint64(value);
}

void put(json_writer& out, const char* name, double value) {
  out.Key(name);
  out.Double(value);
}

void put(json_writer& out, const char* name, const std::string& value) {
  out.Key(name);
  out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void put(json_writer& out, const char* name, bool value) {
  out.Key(name);
  out.Bool(value);
}

double microseconds(std::chrono::nanoseconds time) {
  return static_cast<double>(time.count()) / 1e3;
}

void put_times(json_writer& out, const char* name, const latency_histogram& times) {
  out.Key(name);
  out.StartObject();
  put(out, "count", times.count());
  put(out, "p50_us", microseconds(times.quantile(0.5)));
  put(out, "p90_us", microseconds(times.quantile(0.9)));
  put(out, "p99_us", microseconds(times.quantile(0.99)));
  put(out, "p999_us", microseconds(times.quantile(0.999)));
  put(out, "max_us", microseconds(times.max()));
  out.EndObject();
}

void put_violations(json_writer& out, const violations& broken) {
  out.Key("violations");
  out.StartObject();
  put(out, "lost_tokens", broken.lost_tokens);
  put(out, "reordered_tokens", broken.reordered_tokens);
  put(out, "repeated_tokens", broken.repeated_tokens);
  put(out, "stray_bytes", broken.stray_bytes);
  put(out, "unfinished_text", broken.unfinished_text);
  put(out, "text_mismatch", broken.text_mismatch);
  put(out, "seq_not_rising", broken.seq_not_rising);
  put(out, "status_order", broken.status_order);
  put(out, "second_terminal", broken.second_terminal);
  put(out, "foreign_request", broken.foreign_request);
  put(out, "unreadable_frames", broken.unreadable_frames);
  out.EndObject();
}

void put_server(json_writer& out, const load_report& report) {
  out.Key("server");
  if (!report.server) {
    out.Null();
    return;
  }
  out.StartObject();
  put(out, "pid", static_cast<std::uint64_t>(report.server->pid));
  put(out, "cpu_seconds", report.server->cpu.count());
  put(out, "resident_bytes_before", report.server->resident_before);
  put(out, "resident_bytes_most", report.server->resident_most);
  put(out, "bytes_per_connection", memory_per_connection(report));
  put(out, "proportional_bytes_before", report.server->proportional_before);
  put(out, "proportional_bytes_after", report.server->proportional_after);
  out.EndObject();
}

void put_slow_readers(json_writer& out, const slow_reader_counts& slow,
                      const load_options& options) {
  out.Key("slow_readers");
  out.StartObject();
  put(out, "wanted", std::uint64_t{options.slow_readers});
  put(out, "bytes_per_second", std::uint64_t{options.slow_bytes_per_second});
  put(out, "connections", slow.connections);
  put(out, "closed_as_slow", slow.closed_as_slow);
  put(out, "lost", slow.lost);
  put(out, "answers", slow.answers);
  put(out, "bytes", slow.bytes);
  out.EndObject();
}

void put_counts(json_writer& out, const load_results& results) {
  put(out, "connections", results.connections);
  put(out, "connections_failed", results.connections_failed);
  put(out, "connections_lost", results.connections_lost);
  put(out, "answers_done", results.answers_done);
  put(out, "answers_cancelled", results.answers_cancelled);
  put(out, "answers_failed", results.answers_failed);
  put(out, "answers_incomplete", results.answers_incomplete);
  put(out, "frames", results.frames);
  put(out, "text_frames", results.text_frames);
  put(out, "tokens", results.tokens);
}

}  // namespace

std::string report_json(const load_report& report, const load_options& options) {
  const auto& results = report.results;
  rapidjson::StringBuffer buffer;
  json_writer out{buffer};
  out.StartObject();
  put(out, "success", report.success());
  put(out, "interrupted", report.interrupted);
  put(out, "url", options.url);
  put(out, "kind", options.kind);
  put(out, "wanted_connections", std::uint64_t{options.connections});
  put(out, "wanted_requests", std::uint64_t{options.requests});
  put(out, "idle", options.idle);
  put(out, "duration_seconds", report.duration.count());
  put(out, "load_tester_cpu_seconds", report.own_cpu.count());
  put(out, "model_cpu_seconds", report.model_cpu.count());
  out.Key("processors_busy");
  out.StartArray();
  for (const auto busy : report.processors_busy) {
    out.Double(busy);
  }
  out.EndArray();
  put_counts(out, results);
  put(out, "tokens_per_second", static_cast<double>(results.tokens) / report.duration.count());
  put(out, "frames_per_second", static_cast<double>(results.frames) / report.duration.count());
  put_times(out, "connect", results.connect);
  put_times(out, "first_token", results.first_token);
  put_times(out, "between_frames", results.frame_gap);
  put_times(out, "token_latency", results.token_latency);
  put_times(out, "stream_p99", results.stream_p99);
  put_times(out, "whole_answer", results.answer);
  put_times(out, "cancel", results.cancel);
  put_slow_readers(out, results.slow, options);
  put_server(out, report);
  put_violations(out, results.broken);
  out.Key("failures");
  out.StartObject();
  for (const auto& [reason, times] : results.failures()) {
    put(out, reason.c_str(), times);
  }
  out.EndObject();
  out.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace aurawell::loadtest
