#include "net/auth/tokens/key_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} * 1024;

struct file_closer {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

error unreadable(const std::string& path, const std::string& why) {
  return {ec::bad_configuration, "\"" + path + "\" cannot be read: " + why};
}

error open_to_others(const std::string& path, const std::string& content, const std::string& mode) {
  return {ec::bad_configuration, "\"" + path + "\" " + content + "; forbid it: chmod " + mode};
}

result<std::string> read_all(const std::string& path, std::FILE* file) {
  std::string content;
  std::array<char, 4096> block{};
  while (const auto size = std::fread(block.data(), 1, block.size(), file)) {
    content.append(block.data(), size);
    if (content.size() > most_bytes) {
      return unreadable(path, "it is larger than 256 KiB");
    }
  }
  if (std::ferror(file) != 0) {
    return unreadable(path, std::generic_category().message(errno));
  }
  return content;
}

}  // namespace

result<key_file> read_key_file(const std::string& path) {
  // Opening a named pipe would block until a writer opens it.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  const std::unique_ptr<std::FILE, file_closer> file{descriptor < 0 ? nullptr
                                                                    : ::fdopen(descriptor, "rb")};
  struct stat found {};
  if (!file || ::fstat(descriptor, &found) != 0) {
    return unreadable(path, std::generic_category().message(errno));
  }
  if (!S_ISREG(found.st_mode)) {
    return unreadable(path, S_ISDIR(found.st_mode) ? "Is a directory" : "it is no regular file");
  }
  if ((found.st_mode & S_IWOTH) != 0) {
    return open_to_others(path, "can be changed by every user of this machine", "o-w");
  }
  auto content = read_all(path, file.get());
  if (!content) {
    return content.failure();
  }
  return key_file{*std::move(content), (found.st_mode & S_IROTH) != 0};
}

result<std::string> read_secret_file(const std::string& path) {
  auto read = read_key_file(path);
  if (!read) {
    return read.failure();
  }
  return read->can_others_read ? result<std::string>{readable_by_others(path)}
                               : result<std::string>{std::move(read->content)};
}

error readable_by_others(const std::string& path) {
  return open_to_others(path, "holds a secret and can be read by every user of this machine",
                        "o-r");
}

}  // namespace aurawell::net
