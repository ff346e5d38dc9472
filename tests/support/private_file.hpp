#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

namespace aurawell::test_support {

/// Writes a file that only its owner may read or change.
inline void write_private_file(const std::filesystem::path& path, std::string_view content) {
  std::ofstream file{path, std::ios::binary};
  std::filesystem::permissions(
      path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  file << content;
}

}  // namespace aurawell::test_support
