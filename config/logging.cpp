#include "config/logging.hpp"

#include <spdlog/common.h>
#include <spdlog/details/log_msg.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>
#include <string_view>
#include <utility>

#include "domain/text/utf8.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::config {
namespace {

constexpr const char* time_pattern = "%Y-%m-%dT%H:%M:%S.%eZ";

std::string_view view_of(spdlog::string_view_t text) {
  return {text.data(), text.size()};
}

/// Valid UTF-8. For text lines also without control characters, so that no message can add a second
/// line or control a terminal.
std::string clean(std::string_view text, log_format format) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8_at(text, at);
    const bool is_control =
        step.code_point < 0x20 || (step.code_point >= 0x7f && step.code_point < 0xa0);
    if (format == log_format::text && is_control) {
      out += step.code_point == U'\n' ? "\\n" : step.code_point == U'\t' ? "\\t" : "?";
    } else {
      append_utf8(out, step.code_point);
    }
    at += step.length;
  }
  return out;
}

class line_formatter final : public spdlog::formatter {
 public:
  explicit line_formatter(log_format format)
      : format_{format}, time_{time_pattern, spdlog::pattern_time_type::utc, ""} {}

  void format(const spdlog::details::log_msg& record, spdlog::memory_buf_t& line) override {
    spdlog::memory_buf_t time;
    time_.format(record, time);
    const auto level = view_of(spdlog::level::to_string_view(record.level));
    const auto message = clean(view_of(record.payload), format_);
    const auto logger = clean(view_of(record.logger_name), format_);
    std::string text;
    if (format_ == log_format::json) {
      net::json_writer json{text};
      json.begin_object();
      json.text("time", {time.data(), time.size()});
      json.text("level", level);
      json.number("thread", record.thread_id);
      if (!logger.empty()) {
        json.text("logger", logger);
      }
      json.text("message", message);
      json.end_object();
    } else {
      text.append(time.data(), time.size()).append(" ").append(level);
      text.append(level.size() < 8 ? 8 - level.size() : 1, ' ');
      text += (logger.empty() ? "" : "[" + logger + "] ") + message;
    }
    text += '\n';
    line.append(text.data(), text.data() + text.size());
  }

  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<line_formatter>(format_);
  }

 private:
  log_format format_;
  spdlog::pattern_formatter time_;
};

spdlog::level::level_enum spdlog_level(log_level level) {
  switch (level) {
    case log_level::trace: return spdlog::level::trace;
    case log_level::debug: return spdlog::level::debug;
    case log_level::info: return spdlog::level::info;
    case log_level::warn: return spdlog::level::warn;
    case log_level::error: return spdlog::level::err;
    case log_level::off: return spdlog::level::off;
  }
  return spdlog::level::info;
}

}  // namespace

void set_up_logging(const log_settings& options) {
  auto logger =
      std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  spdlog::set_default_logger(std::move(logger));
  adjust_logging(options);
}

void adjust_logging(const log_settings& options) {
  const auto logger = spdlog::default_logger();
  logger->set_formatter(make_log_formatter(options.format));
  logger->set_level(spdlog_level(options.level));
}

std::unique_ptr<spdlog::formatter> make_log_formatter(log_format format) {
  return std::make_unique<line_formatter>(format);
}

}  // namespace aurawell::config
