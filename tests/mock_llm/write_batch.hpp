#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::mock {

/// Bytes to send and the ends of the writes. Reused, so that a token needs no allocation.
struct write_batch {
  std::string bytes;
  /// End of each write, ascending.
  std::vector<std::size_t> ends;

  void clear() noexcept {
    bytes.clear();
    ends.clear();
  }

  /// Makes one write of everything since the last cut.
  void cut() { ends.push_back(bytes.size()); }
};

/// Appends `data` as one chunk of HTTP's chunked transfer coding.
void append_http_chunk(std::string& out, std::string_view data);

}  // namespace aurawell::mock
