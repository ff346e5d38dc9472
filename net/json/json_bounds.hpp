#pragma once

#include <cstddef>
#include <cstdint>

namespace aurawell::net {

enum class json_profile : unsigned char {
  /// RFC 8259 in UTF-8, without NUL bytes, without unpaired surrogates, and with numbers that fit
  /// in a double.
  strict,
  /// What model servers write: NaN and Infinity are numbers, numbers may be out of range, an
  /// unpaired surrogate becomes three bytes (WTF-8), and invalid UTF-8 is passed on.
  lenient,
};

/// Limits of one text. Each is the largest value that is still read.
struct json_bounds {
  json_profile profile = json_profile::strict;
  std::size_t max_bytes = 16 * 1024 * 1024;
  /// Nested levels of arrays and objects.
  std::uint32_t max_depth = 32;
  /// Values in the whole text; arrays and objects count too.
  std::uint32_t max_values = 65'536;
  /// Length of one number in bytes.
  std::uint32_t max_number_bytes = 128;
};

/// For model servers. A provider's `max_event_bytes` and `max_answer_bytes` apply before these.
inline constexpr json_bounds model_server_json{json_profile::lenient, 64 * 1024 * 1024, 1'048'576,
                                               1'048'576, 64 * 1024 * 1024};

}  // namespace aurawell::net
