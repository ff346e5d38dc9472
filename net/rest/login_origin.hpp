#pragma once

#include <string>
#include <string_view>

#include "net/rest/rest_request.hpp"

namespace aurawell::net {

/// Where a login comes from, as coarse as its owner needs it to know it again.
struct login_origin {
  std::string address;
  std::string network;
  std::string client;
};

login_origin origin_of(const rest_request& request);

/// "203.0.113.0/24", "2001:db8::/48"; empty for what is no address.
std::string network_of(std::string_view address);

/// Kind of program and system by a User-Agent: "Firefox, Linux"; empty when it is none of the
/// usual ones.
std::string client_of(std::string_view user_agent);

}  // namespace aurawell::net
