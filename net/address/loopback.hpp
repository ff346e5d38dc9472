#pragma once

#include <string>

namespace aurawell::net {

/// "localhost", or an address in numbers and without brackets, that no other machine can reach.
bool is_loopback(const std::string& host);

}  // namespace aurawell::net
