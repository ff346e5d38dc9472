#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace aurawell::test_support {

/// A temporary folder of one test. The destructor removes it with its content.
class temp_folder {
 public:
  temp_folder() {
    std::string name = std::filesystem::temp_directory_path() / "aurawell-test-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error{"cannot make a temporary folder like " + name};
    }
    path_ = name;
  }
  temp_folder(const temp_folder&) = delete;
  temp_folder& operator=(const temp_folder&) = delete;
  ~temp_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace aurawell::test_support
