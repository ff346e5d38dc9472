#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/conformance/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::conformance {

/// The real program with its default limits. Only the limits of connections are higher, because all
/// rows use one address.
class program {
 public:
  program();

  /// 0 when it did not start.
  std::uint16_t port() const noexcept { return port_; }
  std::uint16_t operators_port() const noexcept { return operators_port_; }

  child_process& process() noexcept { return process_; }

 private:
  std::uint16_t port_after(const std::string& text);

  test_support::temp_folder folder_;
  child_process process_;
  std::uint16_t operators_port_;
  std::uint16_t port_;
};

}  // namespace aurawell::conformance
