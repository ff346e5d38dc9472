#include "net/address/host_policy.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <string_view>

#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view any_name = "*";

/// A name may end with the dot of the DNS root.
std::string without_root(std::string name) {
  if (name.ends_with('.')) {
    name.pop_back();
  }
  return name;
}

bool is_ipv4(const std::string& host) {
  in_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1;
}

}  // namespace

host_policy::host_policy(const std::vector<std::string>& names, const std::string& listens_on) {
  for (const auto& name : names) {
    names_.push_back(without_root(lower_ascii(name)));
  }
  names_.push_back(without_root(lower_ascii(listens_on)));
}

bool host_policy::allows(const authority& called) const {
  const auto host = without_root(called.host);
  return called.is_ipv6 || is_ipv4(host) || host == "localhost" || host.ends_with(".localhost") ||
         std::any_of(names_.begin(), names_.end(),
                     [&](const std::string& name) { return name == any_name || name == host; });
}

}  // namespace aurawell::net
