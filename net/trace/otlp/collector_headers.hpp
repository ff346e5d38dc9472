#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::net {

/// Most lines of the file, and their size.
inline constexpr std::size_t most_collector_headers = 16;
inline constexpr std::size_t most_collector_header_bytes = 8 * 1024;

/// Reads a file with header lines, such as "Authorization: Bearer …". Empty lines are skipped. A
/// failure names the file and the reason, and repeats nothing of its content. The file must not be
/// readable by others.
result<std::vector<std::string>> read_collector_headers(const std::string& path);

}  // namespace aurawell::net
