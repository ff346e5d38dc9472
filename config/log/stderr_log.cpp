#include "config/log/stderr_log.hpp"

#include <spdlog/details/os.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/sink.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "config/log/line_writer.hpp"
#include "config/log/log_filter.hpp"
#include "config/log/log_line.hpp"
#include "config/log/repeat_limit.hpp"
#include "domain/log/log_output.hpp"

namespace aurawell::config {
namespace {

/// At the end of the process.
constexpr std::chrono::milliseconds last_wait{500};

/// Lines to `line_writer`, which ends them.
class writer_sink final : public spdlog::sinks::sink {
 public:
  explicit writer_sink(line_writer& to) : to_{to} {}

  // A line is made as a whole before it gets here.
  void log(const spdlog::details::log_msg& message) override {
    to_.write({message.payload.data(), message.payload.size()});
  }
  void flush() override {}
  void set_pattern(const std::string&) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

 private:
  line_writer& to_;
};

spdlog::level::level_enum spdlog_level(logging::level severity) noexcept {
  switch (severity) {
    case logging::level::debug: return spdlog::level::debug;
    case logging::level::info: return spdlog::level::info;
    case logging::level::warn: return spdlog::level::warn;
    case logging::level::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

/// Lines of these components tell apart what happened: none of them repeats another.
constexpr std::array<std::string_view, 3> never_omitted{"access.", "settings.", "spool."};

bool may_be_omitted(std::string_view event) noexcept {
  return std::none_of(never_omitted.begin(), never_omitted.end(),
                      [&](std::string_view component) { return event.starts_with(component); });
}

class stderr_log final : public logging::log_output {
 public:
  stderr_log() { logger_.set_level(spdlog::level::trace); }

  void adjust(const log_settings& options) {
    format_.store(options.format, std::memory_order_relaxed);
    addresses_.store(options.client_address, std::memory_order_relaxed);
    filter_.adopt(options);
    repeats_.set_limits(options.repeat_limit, options.repeat_interval);
    writer_.set_limit(options.buffer_bytes);
  }

  void set_level(log_level lowest) noexcept { filter_.set_level(lowest); }
  log_level level() const noexcept { return filter_.level(); }

  bool enabled(logging::level severity, std::string_view event) const noexcept override {
    return filter_.passes(severity, event);
  }

  void write(logging::level severity, std::string_view event,
             std::span<const logging::field> content) noexcept override {
    try {
      const auto now = repeat_limit::clock::now();
      report(repeats_.take_omissions(now));
      if (!may_be_omitted(event) || repeats_.take(event, now)) {
        write_line(severity, event, content);
      }
    } catch (...) {
      // A failure of the log must not become one of the service.
    }
  }

  logging::line_counts counts() const noexcept override {
    return {writer_.lost(), repeats_.omitted(), writer_.waiting_bytes()};
  }

  void reopen() { writer_.reopen(); }

  void finish() {
    report(repeats_.take_omissions(repeat_limit::clock::now(), true));
    writer_.flush(last_wait);
  }

 private:
  void write_line(logging::level severity, std::string_view event,
                  std::span<const logging::field> content) {
    const auto text = text_of(severity, event, content);
    logger_.log(spdlog_level(severity), spdlog::string_view_t{text.data(), text.size()});
  }

  void report(const std::vector<repeat_limit::omission>& omissions) {
    constexpr logging::event_name event{"log.lines_omitted"};
    for (const auto& [repeated, lines, within] : omissions) {
      const std::array<logging::field, 3> content{
          {{"repeated", repeated}, {"lines", lines}, {"within_ms", within}}};
      if (enabled(logging::level::info, event.text())) {
        write_line(logging::level::info, event.text(), content);
      }
    }
  }

  std::string text_of(logging::level severity, std::string_view event,
                      std::span<const logging::field> content) const {
    const line_content line{std::chrono::system_clock::now(),
                            severity,
                            event,
                            content,
                            spdlog::details::os::thread_id(),
                            addresses_.load(std::memory_order_relaxed)};
    return format_.load(std::memory_order_relaxed) == log_format::json ? json_line(line)
                                                                       : text_line(line);
  }

  std::string lost_text(std::uint64_t lines) const {
    constexpr logging::event_name event{"log.lines_lost"};
    const std::array<logging::field, 1> content{{{"lines", lines}}};
    return enabled(logging::level::warn, event.text())
               ? text_of(logging::level::warn, event.text(), content)
               : std::string{};
  }

  log_filter filter_;
  repeat_limit repeats_;
  line_writer writer_{STDERR_FILENO, log_settings{}.buffer_bytes,
                      [this](std::uint64_t lines) { return lost_text(lines); }};
  spdlog::logger logger_{"", std::make_shared<writer_sink>(writer_)};
  std::atomic<log_format> format_{log_format::text};
  std::atomic<address_style> addresses_{address_style::truncated};
};

/// Never destroyed, because threads may log while the process ends.
stderr_log& process_log() {
  static auto* const only = new stderr_log;
  return *only;
}

}  // namespace

void set_up_logging(const log_settings& options) {
  process_log().reopen();
  adjust_logging(options);
  logging::set_output(&process_log());
}

void finish_logging() noexcept {
  try {
    process_log().finish();
  } catch (...) {
    // A failure of the log must not become one of the service.
  }
}

void adjust_logging(const log_settings& options) {
  process_log().adjust(options);
}

void set_log_level(log_level lowest) {
  process_log().set_level(lowest);
}

log_level current_log_level() {
  return process_log().level();
}

}  // namespace aurawell::config
