#include "config/log/stderr_log.hpp"

#include <spdlog/details/os.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/sink.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "config/log/line_writer.hpp"
#include "config/log/log_line.hpp"
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

spdlog::level::level_enum threshold(log_level lowest) noexcept {
  switch (lowest) {
    case log_level::trace: return spdlog::level::trace;
    case log_level::debug: return spdlog::level::debug;
    case log_level::info: return spdlog::level::info;
    case log_level::warn: return spdlog::level::warn;
    case log_level::error: return spdlog::level::err;
    case log_level::off: return spdlog::level::off;
  }
  return spdlog::level::info;
}

class stderr_log final : public logging::log_output {
 public:
  void adjust(const log_settings& options) noexcept {
    format_.store(options.format, std::memory_order_relaxed);
    set_level(options.level);
  }

  void set_level(log_level lowest) noexcept {
    level_.store(lowest, std::memory_order_relaxed);
    logger_.set_level(threshold(lowest));
  }
  log_level level() const noexcept { return level_.load(std::memory_order_relaxed); }

  bool enabled(logging::level severity) const noexcept override {
    return logger_.should_log(spdlog_level(severity));
  }

  void write(logging::level severity, std::string_view event,
             std::span<const logging::field> content) noexcept override {
    try {
      write_line(severity, event, content);
      if (const auto lost = writer_.take_news_of_lost()) {
        logging::warn("log.lines_lost", {{"lines", lost}});
      }
    } catch (...) {
      // A failure of the log must not become one of the service.
    }
  }

  std::uint64_t lost_lines() const noexcept override { return writer_.lost(); }

  void reopen() noexcept { writer_.reopen(); }

  void finish() noexcept { writer_.flush(last_wait); }

 private:
  void write_line(logging::level severity, std::string_view event,
                  std::span<const logging::field> content) {
    const line_content line{std::chrono::system_clock::now(), severity, event, content,
                            spdlog::details::os::thread_id()};
    const auto text = format_.load(std::memory_order_relaxed) == log_format::json ? json_line(line)
                                                                                  : text_line(line);
    logger_.log(spdlog_level(severity), spdlog::string_view_t{text.data(), text.size()});
  }

  line_writer writer_{STDERR_FILENO};
  spdlog::logger logger_{"", std::make_shared<writer_sink>(writer_)};
  std::atomic<log_format> format_{log_format::text};
  std::atomic<log_level> level_{log_level::info};
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
  process_log().finish();
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
