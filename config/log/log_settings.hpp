#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::config {

/// Each level includes those after it. `trace` writes the same lines as `debug`.
enum class log_level : unsigned char { trace, debug, info, warn, error, off };
inline constexpr std::array<std::string_view, 6> log_level_names{"trace", "debug", "info",
                                                                 "warn",  "error", "off"};

enum class log_format : unsigned char { text, json };

/// How much of a client's address the lines about requests, connections and questions show.
enum class address_style : unsigned char { full, truncated, none };

struct log_settings {
  log_level level = log_level::info;
  log_format format = log_format::text;
  /// Levels of single components, such as "store=debug".
  std::vector<std::string> levels{};
  /// Lines of one event that are written in one `repeat_interval`; 0: all of them.
  std::uint32_t repeat_limit = 100;
  std::chrono::milliseconds repeat_interval{10'000};
  /// One line for each HTTP request, each chat and each question.
  bool access = true;
  address_style client_address = address_style::truncated;
  /// Bytes of the lines that may wait for a late reader or a slow disk.
  std::size_t buffer_bytes = 1024 * 1024;
};

}  // namespace aurawell::config
