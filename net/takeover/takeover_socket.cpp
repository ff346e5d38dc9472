#include "net/takeover/takeover_socket.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

/// New processes that wait to be heard. One at a time can take over.
constexpr int most_waiting = 16;

/// The name of the file before `publish` ends so.
constexpr const char* unpublished = ".new";

error failure(const std::string& path, const std::string& detail) {
  return {ec::bad_configuration, "takeover.socket: " + path + ": " + detail};
}

error system_failure(const std::string& path) {
  return failure(path, std::generic_category().message(errno));
}

result<void> check_place(const std::string& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) {
    return errno == ENOENT ? result<void>{} : system_failure(path);
  }
  if (!S_ISSOCK(found.st_mode)) {
    return failure(path, "there is a file that is no socket; remove it, or choose another path");
  }
  return {};
}

/// Nobody can connect before `listen`, so the mode counts from the first connection on.
bool listen_at(const file_descriptor& socket, const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
             0 &&
         ::chmod(path.c_str(), S_IRUSR | S_IWUSR) == 0 &&
         ::listen(socket.number(), most_waiting) == 0;
}

}  // namespace

result<takeover_socket> takeover_socket::make(const std::string& path) {
  if (path.size() > max_path_bytes) {
    return failure(path, "is longer than " + std::to_string(max_path_bytes) + " bytes");
  }
  for (const auto& place : {path, path + unpublished}) {
    if (auto good = check_place(place); !good) {
      return good.failure();
    }
  }
  file_descriptor socket{::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (!socket) {
    return system_failure(path);
  }
  takeover_socket made{path, std::move(socket)};
  // Of a process that died before it could publish it.
  ::unlink(made.present_path_.c_str());
  struct stat own {};
  if (!listen_at(made.socket_, made.present_path_) ||
      ::lstat(made.present_path_.c_str(), &own) != 0) {
    return system_failure(made.present_path_);
  }
  made.device_ = own.st_dev;
  made.file_ = own.st_ino;
  return made;
}

takeover_socket::takeover_socket(std::string path, file_descriptor listening)
    : path_{std::move(path)}, present_path_{path_ + unpublished}, socket_{std::move(listening)} {}

takeover_socket::takeover_socket(takeover_socket&& other) noexcept
    : path_{std::move(other.path_)},
      present_path_{std::move(other.present_path_)},
      socket_{std::move(other.socket_)},
      device_{other.device_},
      file_{other.file_},
      is_ours_{std::exchange(other.is_ours_, false)} {}

takeover_socket::~takeover_socket() {
  struct stat found {};
  if (is_ours_ && ::lstat(present_path_.c_str(), &found) == 0 && found.st_dev == device_ &&
      found.st_ino == file_) {
    ::unlink(present_path_.c_str());
  }
}

result<void> takeover_socket::publish() {
  if (::rename(present_path_.c_str(), path_.c_str()) != 0) {
    return system_failure(path_);
  }
  present_path_ = path_;
  return {};
}

}  // namespace aurawell::net
