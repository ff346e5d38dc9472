#pragma once

#include <cstddef>
#include <cstdint>

namespace aurawell::net {

enum class json_profile : unsigned char {
  /// RFC 8259, and only UTF-8 without NUL bytes, no half of a surrogate pair, and numbers
  /// that a double can hold.
  strict,
  /// What model servers write: NaN and Infinity are numbers, numbers may be out of range,
  /// half of a surrogate pair reads as three bytes (WTF-8), and bytes that are no UTF-8 are
  /// passed on.
  lenient,
};

/// Where the reader stops. Each bound is the largest that is still read.
struct json_bounds {
  json_profile profile = json_profile::strict;
  std::size_t max_bytes = 16 * 1024 * 1024;
  /// Levels of arrays and objects.
  std::uint32_t max_depth = 32;
  /// Elements and members of the whole text, with arrays and objects themselves.
  std::uint32_t max_values = 65'536;
  /// Length of one number.
  std::uint32_t max_number_bytes = 128;
};

/// For model servers. `max_event_bytes` and `max_answer_bytes` of a provider come first.
inline constexpr json_bounds model_server_json{json_profile::lenient, 64 * 1024 * 1024, 1'048'576,
                                               1'048'576, 64 * 1024 * 1024};

}  // namespace aurawell::net
