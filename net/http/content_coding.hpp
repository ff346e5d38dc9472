#pragma once

#include <string_view>

namespace aurawell::net {

/// Whether a client with this Accept-Encoding ("" without one) prefers gzip to uncompressed bytes,
/// or accepts both equally (RFC 9110, section 12.5.3).
bool prefers_gzip(std::string_view accept_encoding);

/// Weight in thousandths, from "q=0.8" among the parameters of an element (RFC 9110, section
/// 12.4.2). 1000 without a "q", 0 when it is not a number from 0 to 1.
int weight_of(std::string_view parameters);

}  // namespace aurawell::net
