#pragma once

#include <string_view>

namespace aurawell::net {

/// Whether a client with this Accept-Encoding ("" without one) takes gzip at least as gladly
/// as bytes that are not compressed (RFC 9110, section 12.5.3).
bool prefers_gzip(std::string_view accept_encoding);

/// In thousandths, as "q=0.8" among the parameters of an element says (RFC 9110, section
/// 12.4.2); the full weight when it says nothing, none when it is no number from 0 to 1.
int weight_of(std::string_view parameters);

}  // namespace aurawell::net
