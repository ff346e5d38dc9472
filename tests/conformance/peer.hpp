#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::conformance {

/// Address of a listener: a port of 127.0.0.1 or, if not empty, a Unix socket.
struct address {
  std::uint16_t port = 0;
  std::string unix_path;
};

/// A blocking client socket with one deadline for all operations.
class peer {
 public:
  using clock = std::chrono::steady_clock;

  enum class received { bytes, end, late };

  peer(const address& server, clock::time_point deadline);
  peer(const peer&) = delete;
  peer& operator=(const peer&) = delete;
  ~peer();

  bool is_connected() const noexcept { return socket_ >= 0; }

  /// Sends what the other side accepts; the rest is lost.
  void send(std::string_view bytes) const;

  /// Appends the next bytes. A reset counts as an end.
  received receive(std::string& into) const;

  /// Half-closes the connection.
  void finish_sending() const;

 private:
  bool wait_for(short events) const;

  int socket_ = -1;
  clock::time_point deadline_;
};

}  // namespace aurawell::conformance
