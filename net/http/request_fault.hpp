#pragma once

namespace aurawell::net {

/// Why a request cannot be read completely. The start of the next request is unknown then, so the
/// connection must be closed after the reply.
enum class request_fault : unsigned char {
  malformed,
  head_too_long,
  body_too_long,
  unknown_expectation,
};

}  // namespace aurawell::net
