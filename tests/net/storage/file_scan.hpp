#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::test_support {

/// The concatenated content of all files in the folder.
inline std::string contents_of(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) {
      std::ifstream file{entry.path(), std::ios::binary};
      all.append(std::istreambuf_iterator<char>{file}, {});
    }
  }
  return all;
}

/// The names of the folder's files that contain the text.
inline std::vector<std::string> files_with(const std::filesystem::path& folder,
                                           std::string_view text) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file()) {
      continue;
    }
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (content.find(text) != std::string::npos) {
      found.push_back(entry.path().filename());
    }
  }
  return found;
}

}  // namespace aurawell::test_support
