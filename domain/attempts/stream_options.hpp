#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "domain/models/circuit_breaker.hpp"

namespace aurawell {

/// The time limits of one provider's answers, and what is done when it fails.
struct stream_options {
  /// Until the provider's response header.
  std::chrono::milliseconds header_timeout{15'000};
  /// From then until the first text or reasoning.
  std::chrono::milliseconds first_token_timeout{60'000};
  /// Between two of them; a keep-alive does not count.
  std::chrono::milliseconds token_timeout{30'000};
  /// Behind the reason why the model finished, for its usage and the end of its stream; then the
  /// answer is whole without them.
  std::chrono::milliseconds finish_grace{1'500};
  /// The whole answer, over all providers tried.
  std::chrono::milliseconds total_timeout{300'000};
  /// An answer that comes slower than this for `slow_window` counts as stopped; 0: never.
  double min_tokens_per_second = 0.5;
  std::chrono::milliseconds slow_window{30'000};
  /// Text and reasoning together. A longer answer is cut off and kept as incomplete.
  std::size_t max_answer_bytes = 1024 * 1024;
  /// Further tries after a failure that may pass. With a provider behind this one they take
  /// no longer together than `header_timeout`.
  std::uint32_t max_retries = 2;
  /// Before the first of them; doubles each time, up to the second. Both are stretched or
  /// shortened by up to a fifth.
  std::chrono::milliseconds retry_pause{500};
  std::chrono::milliseconds retry_pause_max{5'000};
  /// Longest wait that a provider may ask for (`Retry-After`).
  std::chrono::milliseconds retry_after_cap{10'000};
  breaker_options breaker{};
};

}  // namespace aurawell
