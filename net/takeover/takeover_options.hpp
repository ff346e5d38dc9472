#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace aurawell::net {

/// How another process may take over the listening sockets of this one.
struct takeover_options {
  /// Path of a Unix socket. Empty: no process can take over.
  std::string socket;
  /// For each message of the other process that it can send at once.
  std::chrono::milliseconds answer_timeout{5'000};
  /// For the new process to open its database and to start everything else.
  std::chrono::milliseconds start_timeout{120'000};
};

/// What a process tells the other one about itself.
struct program_facts {
  std::string version;
  /// Of the database, as this program makes it.
  std::int64_t schema = 0;
};

}  // namespace aurawell::net
