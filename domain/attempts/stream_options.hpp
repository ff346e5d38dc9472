#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "domain/models/circuit_breaker.hpp"

namespace aurawell {

/// Time limits of one provider's answers, and the retries after a failure.
struct stream_options {
  /// From the request to the provider's response header.
  std::chrono::milliseconds header_timeout{15'000};
  /// From the header to the first text or reasoning.
  std::chrono::milliseconds first_token_timeout{60'000};
  /// Between two pieces of text or reasoning; a keep-alive does not count.
  std::chrono::milliseconds token_timeout{30'000};
  /// After the finish reason, for the usage and the end of the stream; past it the answer is whole
  /// without them.
  std::chrono::milliseconds finish_grace{1'500};
  /// The whole answer, over all providers tried.
  std::chrono::milliseconds total_timeout{300'000};
  /// An answer that is slower than this during `slow_window` counts as stopped; 0: no limit.
  double min_tokens_per_second = 0.5;
  std::chrono::milliseconds slow_window{30'000};
  /// Text and reasoning together. A longer answer is cut and stored as incomplete.
  std::size_t max_answer_bytes = 1024 * 1024;
  /// Retries after a temporary failure. With another provider behind this one, all of them together
  /// take no longer than `header_timeout`.
  std::uint32_t max_retries = 2;
  /// Pause before the first retry; doubles each time, up to the maximum below. Both are varied by
  /// up to a fifth.
  std::chrono::milliseconds retry_pause{500};
  std::chrono::milliseconds retry_pause_max{5'000};
  /// Longest wait that a provider may ask for (`Retry-After`).
  std::chrono::milliseconds retry_after_cap{10'000};
  breaker_options breaker{};
};

}  // namespace aurawell
