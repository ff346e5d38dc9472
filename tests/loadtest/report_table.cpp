#include <fmt/format.h>

#include <iterator>

#include "tests/loadtest/report.hpp"

namespace aurawell::loadtest {
namespace {

using output = std::back_insert_iterator<std::string>;

std::string time_text(std::chrono::nanoseconds time) {
  const auto us = static_cast<double>(time.count()) / 1e3;
  if (us < 1e3) {
    return fmt::format("{:.0f} µs", us);
  }
  return us < 1e6 ? fmt::format("{:.1f} ms", us / 1e3) : fmt::format("{:.2f} s", us / 1e6);
}

std::string bytes_text(std::uint64_t bytes) {
  const auto kib = static_cast<double>(bytes) / 1024;
  return kib < 1024 ? fmt::format("{:.1f} KiB", kib) : fmt::format("{:.1f} MiB", kib / 1024);
}

void put_times(output out, const char* name, const latency_histogram& times) {
  if (times.count() == 0) {
    return;
  }
  fmt::format_to(out, "{:<15}{:>10}{:>10}{:>10}{:>10}{:>10}\n", name, times.count(),
                 time_text(times.quantile(0.5)), time_text(times.quantile(0.9)),
                 time_text(times.quantile(0.99)), time_text(times.max()));
}

void put_line(output out, const char* name, const std::string& text) {
  fmt::format_to(out, "{:<15}{}\n", name, text);
}

void put_server(output out, const load_report& report) {
  if (!report.server) {
    put_line(out, "server", "its process is unknown: name it with --server-pid");
    return;
  }
  const auto& server = *report.server;
  put_line(out, "server CPU",
           fmt::format("{:.2f} s, {:.0f} % of a core", server.cpu.count(),
                       100 * server.cpu / report.duration));
  put_line(
      out, "server memory",
      fmt::format("{} before, {} at most, {} per connection", bytes_text(server.resident_before),
                  bytes_text(server.resident_most), bytes_text(memory_per_connection(report))));
}

void put_slow_readers(output out, const slow_reader_counts& slow, const load_options& options) {
  if (options.slow_readers > 0) {
    put_line(out, "slow readers",
             fmt::format("{} at {} bytes/s: {} welcomed, {} closed as too slow, {} lost, {} "
                         "answers, {} read",
                         options.slow_readers, options.slow_bytes_per_second, slow.connections,
                         slow.closed_as_slow, slow.lost, slow.answers, bytes_text(slow.bytes)));
  }
}

void put_violations(output out, const violations& broken) {
  const auto put = [out](const char* name, std::uint64_t times) {
    if (times > 0) {
      fmt::format_to(out, "  {:>8} x {}\n", times, name);
    }
  };
  put("lost token", broken.lost_tokens);
  put("token after a later one", broken.reordered_tokens);
  put("repeated token", broken.repeated_tokens);
  put("byte that belongs to no token", broken.stray_bytes);
  put("answer without its end", broken.unfinished_text);
  put("full_response that is not the sum of the deltas", broken.text_mismatch);
  put("seq that does not rise", broken.seq_not_rising);
  put("status or delta out of order", broken.status_order);
  put("event after the end of its request", broken.second_terminal);
  put("event of an unknown request", broken.foreign_request);
  put("unreadable frame", broken.unreadable_frames);
}

void put_answers(output out, const load_report& report) {
  const auto& results = report.results;
  const auto seconds = report.duration.count();
  put_line(out, "answers",
           fmt::format("{} done, {} failed, {} incomplete", results.answers_done,
                       results.answers_failed, results.answers_incomplete));
  put_line(out, "throughput",
           fmt::format("{:.0f} tokens/s, {:.0f} frames/s ({} tokens, {} frames with text)",
                       static_cast<double>(results.tokens) / seconds,
                       static_cast<double>(results.frames) / seconds, results.tokens,
                       results.text_frames));
  put_line(out, "tokens",
           fmt::format("{} lost, {} reordered, {} repeated", results.broken.lost_tokens,
                       results.broken.reordered_tokens, results.broken.repeated_tokens));
}

}  // namespace

std::uint64_t memory_per_connection(const load_report& report) {
  const auto grown =
      report.server ? report.server->resident_most - report.server->resident_before : 0;
  return report.results.connections > 0 ? grown / report.results.connections : 0;
}

std::string report_table(const load_report& report, const load_options& options) {
  const auto& results = report.results;
  std::string text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "{:<15}{:>10}{:>10}{:>10}{:>10}{:>10}\n", "", "count", "p50", "p90", "p99",
                 "max");
  put_times(out, "connect", results.connect);
  put_times(out, "first token", results.first_token);
  put_times(out, "between frames", results.frame_gap);
  put_times(out, "token latency", results.token_latency);
  put_times(out, "p99 of a stream", results.stream_p99);
  put_times(out, "whole answer", results.answer);
  put_times(out, "cancel", results.cancel);
  text += '\n';
  put_line(out, "connections",
           fmt::format("{} welcomed, {} failed, {} lost", results.connections,
                       results.connections_failed, results.connections_lost));
  if (!options.idle) {
    put_answers(out, report);
  }
  put_slow_readers(out, results.slow, options);
  put_line(out, "duration",
           fmt::format("{:.1f} s, load tester used {:.0f} % of a core", report.duration.count(),
                       100 * report.own_cpu / report.duration));
  put_server(out, report);
  for (const auto& [reason, times] : results.failures()) {
    fmt::format_to(out, "  {:>8} x {}\n", times, reason);
  }
  put_violations(out, results.broken);
  put_line(out, "verdict",
           report.interrupted ? "interrupted"
           : report.success() ? "complete and in order"
                              : "NOT complete");
  return text;
}

}  // namespace aurawell::loadtest
