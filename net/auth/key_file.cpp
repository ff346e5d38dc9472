#include "net/auth/key_file.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace aurawell::net {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} * 1024;

struct file_closer {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

error unreadable(const std::string& path, const std::string& why) {
  return {ec::bad_configuration, "\"" + path + "\" cannot be read: " + why};
}

}  // namespace

result<std::string> read_key_file(const std::string& path) {
  errno = 0;
  const std::unique_ptr<std::FILE, file_closer> file{std::fopen(path.c_str(), "rb")};
  if (!file) {
    return unreadable(path, std::generic_category().message(errno));
  }
  std::string content;
  std::array<char, 4096> block{};
  while (const auto size = std::fread(block.data(), 1, block.size(), file.get())) {
    content.append(block.data(), size);
    if (content.size() > most_bytes) {
      return unreadable(path, "it is larger than 256 KiB");
    }
  }
  if (std::ferror(file.get()) != 0) {
    return unreadable(path, std::generic_category().message(errno));
  }
  return content;
}

}  // namespace aurawell::net
