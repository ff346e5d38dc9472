#include "net/trace/otlp/collector_headers.hpp"

#include <algorithm>
#include <string_view>

#include "net/auth/tokens/key_file.hpp"

namespace aurawell::net {
namespace {

bool is_name_byte(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

/// "Name: value", of printable ASCII.
bool is_header_line(std::string_view line) noexcept {
  const auto colon = line.find(": ");
  return colon != std::string_view::npos && colon > 0 && line.size() > colon + 2 &&
         line.size() <= most_collector_header_bytes &&
         std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     is_name_byte) &&
         std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

result<std::vector<std::string>> read_collector_headers(const std::string& path) {
  const auto read = read_secret_file(path);
  if (!read) {
    return read.failure();
  }
  std::vector<std::string> lines;
  for (std::string_view rest = *read; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (line.empty()) {
      continue;
    }
    if (!is_header_line(line) || lines.size() == most_collector_headers) {
      return error{ec::bad_configuration,
                   "\"" + path + "\" must hold at most " + std::to_string(most_collector_headers) +
                       " lines of the form \"Name: value\", in printable ASCII"};
    }
    lines.emplace_back(line);
  }
  return lines;
}

}  // namespace aurawell::net
