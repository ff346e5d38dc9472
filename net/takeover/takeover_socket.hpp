#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "domain/result.hpp"
#include "net/socket/file_descriptor.hpp"

namespace aurawell::net {

/// The Unix socket at which new processes find this one. It is made beside its path and moved there
/// when this process serves, so that the path names a process that serves at every moment. Only
/// this system user can connect (0600).
class takeover_socket {
 public:
  /// Longer paths do not fit in the system's addresses, with the ending of the name beside it.
  static constexpr std::size_t max_path_bytes = 100;

  /// Listens beside `path`. Fails when another kind of file is at `path`.
  static result<takeover_socket> make(const std::string& path);

  takeover_socket(takeover_socket&& other) noexcept;
  takeover_socket& operator=(takeover_socket&&) = delete;

  /// Removes its file, unless `leave` was called or another process has replaced it.
  ~takeover_socket();

  /// Moves it to its path, in the place of the socket of an old or dead process.
  result<void> publish();

  /// The file now belongs to the process that has taken over.
  void leave() noexcept { is_ours_ = false; }

  int number() const noexcept { return socket_.number(); }

 private:
  takeover_socket(std::string path, file_descriptor listening);

  std::string path_;
  std::string present_path_;
  file_descriptor socket_;
  dev_t device_ = 0;
  ino_t file_ = 0;
  bool is_ours_ = true;
};

}  // namespace aurawell::net
