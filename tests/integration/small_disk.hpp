#pragma once

#include <sys/mount.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace aurawell::test_support {

/// A small file system for one test. Requires root.
class small_disk {
 public:
  explicit small_disk(const std::filesystem::path& at, const std::string& size = "12m") : at_{at} {
    std::filesystem::create_directory(at);
    mounted_ = mount("none", at.c_str(), "tmpfs", 0, ("size=" + size + ",mode=0700").c_str()) == 0;
  }
  small_disk(const small_disk&) = delete;
  small_disk& operator=(const small_disk&) = delete;
  ~small_disk() {
    if (mounted_) {
      umount2(at_.c_str(), MNT_DETACH);
    }
  }

  bool mounted() const noexcept { return mounted_; }

  void fill() const {
    std::ofstream file{at_ / "filler", std::ios::binary};
    const std::string block(4'096, 'x');
    while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }

  void empty() const { std::filesystem::remove(at_ / "filler"); }

 private:
  std::filesystem::path at_;
  bool mounted_ = false;
};

}  // namespace aurawell::test_support
