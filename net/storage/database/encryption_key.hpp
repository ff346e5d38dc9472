#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::net {

/// A secret: never shown and never logged.
struct encryption_key {
  std::array<unsigned char, 32> bytes{};

  bool operator==(const encryption_key&) const = default;
};

/// Keys as an operator writes them, between commas or white space: each 32 bytes in 64
/// hexadecimal digits or in base64. `ec::bad_format` names the one that is none by its
/// number and says how to make one.
result<std::vector<encryption_key>> read_encryption_keys(std::string_view text);

}  // namespace aurawell::net
