#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::net {

/// Secret: must not be shown or logged.
struct encryption_key {
  std::array<unsigned char, 32> bytes{};

  bool operator==(const encryption_key&) const = default;
};

/// Keys separated by commas or white space: each 32 bytes in 64 hexadecimal digits or in base64.
/// `ec::bad_format` gives the number of the invalid one and how to make one.
result<std::vector<encryption_key>> read_encryption_keys(std::string_view text);

}  // namespace aurawell::net
