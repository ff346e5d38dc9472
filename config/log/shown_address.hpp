#pragma once

#include <string>
#include <string_view>

#include "config/log/log_settings.hpp"

namespace aurawell::config {

/// A client's address as the log shows it: "192.0.2.7" as "192.0.2.0/24", "2001:db8:1:2::/64" as
/// "2001:db8:1::/48" when it is truncated. Empty for `none`, and for text that is no address.
std::string shown_address(std::string_view address, address_style style);

}  // namespace aurawell::config
