#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// The operator's command that brings messages to people.
struct notify_options {
  /// Program, as an absolute path, and arguments; empty: there is none.
  std::vector<std::string> command;
  /// A run that takes longer is killed.
  std::chrono::milliseconds timeout{10'000};
  /// Runs at the same time.
  std::uint32_t parallel = 2;
};

}  // namespace aurawell::net
