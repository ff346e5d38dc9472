#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// Options of the operators' listener.
struct admin_options {
  bool enabled = true;
  /// A loopback address, unless `allow_anywhere`: the listener has no authentication.
  std::string host = "127.0.0.1";
  /// 0: the system chooses.
  std::uint16_t port = 8001;
  bool allow_anywhere = false;
  /// Host names that requests may use, besides addresses and "localhost". "*": any.
  std::vector<std::string> host_names;
};

}  // namespace aurawell::net
