#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {

/// What was compressed. Any thread.
struct compression_counts {
  std::atomic<std::uint64_t> compressed{0};
  /// Sent as they were, because too many were compressed at that time.
  std::atomic<std::uint64_t> without_place{0};
  /// Of the compressed ones.
  std::atomic<std::uint64_t> bytes_before{0};
  std::atomic<std::uint64_t> bytes_after{0};
};

/// Which replies over plain HTTP are compressed, of those that may be.
struct compression_options {
  bool enabled = true;
  /// A shorter body is sent as it is: its compression saves no packet.
  std::size_t min_bytes = 1'400;
  /// zlib's, from 1, the fastest, to 9.
  std::uint32_t level = 3;
  /// Replies that are compressed at the same time; a further one is sent as it is.
  std::uint32_t concurrent = 16;
};

}  // namespace aurawell::net
