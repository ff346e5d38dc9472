#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::conformance {

/// Where a listener is: a port of 127.0.0.1 or, when it is not empty, a Unix socket.
struct address {
  std::uint16_t port = 0;
  std::string unix_path;
};

/// A blocking client socket with one deadline for all that it does.
class peer {
 public:
  using clock = std::chrono::steady_clock;

  enum class received { bytes, end, late };

  peer(const address& where, clock::time_point deadline);
  peer(const peer&) = delete;
  peer& operator=(const peer&) = delete;
  ~peer();

  bool is_connected() const noexcept { return socket_ >= 0; }

  /// Sends what the other side takes; what it no longer takes is lost.
  void send(std::string_view bytes) const;

  /// Appends what comes next. A connection that is reset has ended too.
  received receive(std::string& into) const;

  /// Half-closes the connection.
  void finish_sending() const;

 private:
  bool wait_for(short events) const;

  int socket_ = -1;
  clock::time_point deadline_;
};

}  // namespace aurawell::conformance
