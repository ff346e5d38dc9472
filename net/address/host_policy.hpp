#pragma once

#include <string>
#include <vector>

#include "net/address/authority.hpp"

namespace aurawell::net {

/// The host names by which this service may be called. The owner of any other name can let it
/// point at this service's address, and a browser then takes the owner's page for a page of
/// this service (DNS rebinding). An address in numbers belongs to no such owner.
class host_policy {
 public:
  /// @param names As in `server.host_names`, without ports; letters may be of either case.
  /// "*" allows every name.
  /// @param listens_on The host of the listener; if it is a name, it is allowed too.
  host_policy(const std::vector<std::string>& names, const std::string& listens_on);

  /// Whether it is one of the names, "localhost" or below it (RFC 6761, section 6.3), or an
  /// address. The port does not count: a gateway or a container may have another one.
  bool allows(const authority& called) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace aurawell::net
