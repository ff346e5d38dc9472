#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// The operator's command that sends messages to users.
struct notify_options {
  /// Program, as an absolute path, and arguments; empty: there is none.
  std::vector<std::string> command;
  /// A run that takes longer is killed.
  std::chrono::milliseconds timeout{10'000};
  /// Concurrent runs.
  std::uint32_t parallel = 2;
};

}  // namespace aurawell::net
