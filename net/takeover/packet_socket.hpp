#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "net/socket/file_descriptor.hpp"

namespace aurawell::net {

struct packet {
  std::string text;
  std::vector<file_descriptor> descriptors;
};

/// One end of a connection between two processes of this machine. The system keeps the bounds of
/// packets (SOCK_SEQPACKET), so a packet is received whole or not at all. Never blocks, except
/// `receive`.
class packet_socket {
 public:
  using clock = std::chrono::steady_clock;

  /// The limits of one packet. A longer one, or one with more descriptors, is a failure.
  static constexpr std::size_t max_text_bytes = 8 * 1024;
  static constexpr std::size_t max_descriptors = 64;

  explicit packet_socket(file_descriptor connected) noexcept : socket_{std::move(connected)} {}

  /// `ec::request_not_found` when no process listens at `path`.
  static result<packet_socket> connect(const std::string& path);

  /// Two ends that are connected.
  static result<std::pair<packet_socket, packet_socket>> pair();

  result<void> send(std::string_view text, std::span<const int> descriptors = {});

  /// `ec::timed_out` when no packet comes until `deadline`, `ec::unavailable` when the other
  /// process has closed its end or died, `ec::bad_format` past a limit.
  result<packet> receive(clock::time_point deadline);

  struct peer {
    pid_t process = 0;
    uid_t user = 0;
  };
  /// The process at the other end, as it was when the connection began.
  result<peer> other_end() const;

  int number() const noexcept { return socket_.number(); }

 private:
  result<packet> receive_now();

  file_descriptor socket_;
};

}  // namespace aurawell::net
