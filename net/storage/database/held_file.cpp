#include "net/storage/database/held_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

constexpr int open_flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;

}  // namespace

result<held_file> held_file::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), open_flags | O_CREAT, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    return error{ec::database_unreachable,
                 "cannot open " + path.string() + ": " + std::generic_category().message(errno)};
  }
  held_file file{descriptor};
  // Another process may have renamed the file between the two calls.
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !file.is_at(path)) {
    return error{ec::database_unreachable, path.string() + " is in use by another process"};
  }
  return file;
}

bool held_file::is_at(const std::filesystem::path& path) const noexcept {
  struct stat held {};
  struct stat there {};
  return ::fstat(descriptor_, &held) == 0 && ::stat(path.c_str(), &there) == 0 &&
         held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

bool held_file::is_held(const std::filesystem::path& path) noexcept {
  const int descriptor = ::open(path.c_str(), open_flags);
  if (descriptor < 0) {
    return false;
  }
  const held_file file{descriptor};
  // Shared, so that two processes that ask at the same time do not see each other.
  return ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

held_file::held_file(held_file&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

held_file::~held_file() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::string held_file::head(std::size_t most) const {
  std::string bytes(most, '\0');
  const auto count = ::pread(descriptor_, bytes.data(), bytes.size(), 0);
  bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return bytes;
}

std::size_t held_file::size() const noexcept {
  struct stat facts {};
  return ::fstat(descriptor_, &facts) == 0 ? static_cast<std::size_t>(facts.st_size) : 0;
}

bool held_file::truncate() noexcept {
  return ::ftruncate(descriptor_, 0) == 0;
}

bool held_file::reserve(std::size_t bytes) const noexcept {
  return ::fallocate(descriptor_, 0, 0, static_cast<off_t>(bytes)) == 0;
}

bool reserve_beyond(const std::filesystem::path& path, std::size_t bytes) noexcept {
  const int descriptor = ::open(path.c_str(), open_flags);
  if (descriptor < 0) {
    return false;
  }
  const bool done = ::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(bytes)) == 0;
  ::close(descriptor);
  return done;
}

}  // namespace aurawell::net
