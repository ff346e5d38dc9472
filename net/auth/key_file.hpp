#pragma once

#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// The whole file, at most 256 KiB. A failure names the file and what the system said.
result<std::string> read_key_file(const std::string& path);

}  // namespace aurawell::net
