#pragma once

#include <cstdint>
#include <string>

#include "tests/conformance/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::conformance {

/// A real nginx in front of the program, configured as docs/operations.md says. It reuses
/// connections to the program, so an additional request would shift the answers to other clients.
/// It listens on a Unix socket, so no port must be free.
class gateway {
 public:
  /// Throws std::runtime_error when nginx is not installed or does not start.
  explicit gateway(std::uint16_t program_port);

  std::string socket_path() const { return folder_ / "gateway.socket"; }
  child_process& process() noexcept { return process_; }

 private:
  test_support::temp_folder folder_;
  child_process process_;
};

}  // namespace aurawell::conformance
