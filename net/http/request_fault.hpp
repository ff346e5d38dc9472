#pragma once

namespace aurawell::net {

/// Why a request cannot be read to its end. Where the next one begins is unknown then, so
/// the connection must be closed behind the answer.
enum class request_fault : unsigned char {
  malformed,
  head_too_long,
  body_too_long,
  unknown_expectation,
};

}  // namespace aurawell::net
