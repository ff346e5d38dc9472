#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>

namespace aurawell::loadtest {

struct arrival {
  /// Bytes; 0 at the end of the stream. Negative: `errno` says why.
  ssize_t count = 0;
  /// When the last of them came to the socket, as the kernel noted it; else now.
  std::chrono::steady_clock::time_point when;
};

/// Makes the kernel note when bytes come to this socket.
void note_arrivals(int descriptor) noexcept;

/// Reads what is there, without waiting, and when it came. While the processor is busy with
/// others, what waits in the socket must not look as if the server had sent it late.
arrival timed_receive(int descriptor, char* into, std::size_t room) noexcept;

}  // namespace aurawell::loadtest
