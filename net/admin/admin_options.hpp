#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// The listener for those who run the service.
struct admin_options {
  bool enabled = true;
  /// An address of this machine alone, unless `allow_anywhere`: it asks nobody who they
  /// are.
  std::string host = "127.0.0.1";
  /// 0 lets the system choose.
  std::uint16_t port = 8001;
  bool allow_anywhere = false;
  /// Names by which it may be called, besides addresses and "localhost"; "*": any.
  std::vector<std::string> host_names;
};

}  // namespace aurawell::net
