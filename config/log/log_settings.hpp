#pragma once

namespace aurawell::config {

/// Each level includes those after it. `trace` writes the same lines as `debug`.
enum class log_level : unsigned char { trace, debug, info, warn, error, off };
enum class log_format : unsigned char { text, json };

struct log_settings {
  log_level level = log_level::info;
  log_format format = log_format::text;
};

}  // namespace aurawell::config
