#pragma once

#include <string>
#include <vector>

#include "net/address/authority.hpp"

namespace aurawell::net {

/// The host names that requests to this service may use. The owner of any other name can point it
/// at this service's address; a browser then treats the owner's page as a page of this service (DNS
/// rebinding). A numeric address has no such owner.
class host_policy {
 public:
  /// @param names As in `server.host_names`, without ports, in upper or lower case. "*" allows
  /// every name.
  /// @param listens_on The host of the listener; if it is a name, it is allowed too.
  host_policy(const std::vector<std::string>& names, const std::string& listens_on);

  /// Whether `called` is one of the names, "localhost", a name below it (RFC 6761, section 6.3), or
  /// an address. Ignores the port: a gateway or a container may use another one.
  bool allows(const authority& called) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace aurawell::net
