#pragma once

#include <string>
#include <string_view>

#include "net/rest/rest_request.hpp"

namespace aurawell::net {

/// Where a login comes from, in enough detail for its owner to recognise it.
struct login_origin {
  std::string address;
  std::string network;
  std::string client;
};

login_origin origin_of(const rest_request& request);

/// "203.0.113.0/24", "2001:db8::/48"; empty for an invalid address.
std::string network_of(std::string_view address);

/// Program and system from a User-Agent: "Firefox, Linux"; empty for an uncommon one.
std::string client_of(std::string_view user_agent);

}  // namespace aurawell::net
