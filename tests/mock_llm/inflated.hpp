#pragma once

#include <string>
#include <string_view>

namespace aurawell::mock {

struct inflated_text {
  std::string text;
  /// The coded stream is complete and its checksum is correct.
  bool complete = false;
};

/// The content of a gzip or deflate stream, as far as it goes; 64 MiB of it at most.
inflated_text inflated(std::string_view coded);

}  // namespace aurawell::mock
