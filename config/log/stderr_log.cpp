#include "config/log/stderr_log.hpp"

#include <spdlog/details/os.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <chrono>
#include <memory>

#include "config/log/log_line.hpp"
#include "domain/log/log_output.hpp"

namespace aurawell::config {
namespace {

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
  stderr_log() {
    // A line is made as a whole before it gets here.
    logger_.set_pattern("%v");
  }

  void adjust(const log_settings& options) noexcept {
    format_.store(options.format, std::memory_order_relaxed);
    logger_.set_level(threshold(options.level));
  }

  bool enabled(logging::level severity) const noexcept override {
    return logger_.should_log(spdlog_level(severity));
  }

  void write(logging::level severity, std::string_view event,
             std::span<const logging::field> content) noexcept override {
    try {
      const line_content line{std::chrono::system_clock::now(), severity, event, content,
                              spdlog::details::os::thread_id()};
      const auto text = format_.load(std::memory_order_relaxed) == log_format::json
                            ? json_line(line)
                            : text_line(line);
      logger_.log(spdlog_level(severity), spdlog::string_view_t{text.data(), text.size()});
    } catch (...) {
      // A failure of the log must not become one of the service.
    }
  }

 private:
  spdlog::logger logger_{"", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
  std::atomic<log_format> format_{log_format::text};
};

/// Never destroyed, because threads may log while the process ends.
stderr_log& process_log() {
  static auto* const only = new stderr_log;
  return *only;
}

}  // namespace

void set_up_logging(const log_settings& options) {
  adjust_logging(options);
  logging::set_output(&process_log());
}

void adjust_logging(const log_settings& options) {
  process_log().adjust(options);
}

}  // namespace aurawell::config
