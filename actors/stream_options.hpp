#pragma once

#include <chrono>
#include <cstddef>

namespace aurawell::actors {

/// The clocks of one provider's answers.
struct stream_options {
  /// Until the provider's response header.
  std::chrono::milliseconds header_timeout{15'000};
  /// From then until the first text or reasoning.
  std::chrono::milliseconds first_token_timeout{60'000};
  /// Between two of them; a keep-alive does not count.
  std::chrono::milliseconds token_timeout{30'000};
  /// The whole answer, over all providers tried.
  std::chrono::milliseconds total_timeout{300'000};
  /// Text and reasoning together. A longer answer is cut off and kept as incomplete.
  std::size_t max_answer_bytes = 1024 * 1024;
};

}  // namespace aurawell::actors
