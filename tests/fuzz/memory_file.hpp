#pragma once

#include <string>
#include <string_view>

namespace aurawell::fuzz {

/// A file in memory, for functions that need a path.
class memory_file {
 public:
  explicit memory_file(std::string_view content);
  memory_file(const memory_file&) = delete;
  memory_file& operator=(const memory_file&) = delete;
  ~memory_file();

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  const int descriptor_;
};

}  // namespace aurawell::fuzz
